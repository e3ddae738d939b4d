import type { AuditEntry, AuditSubject } from '#contract/audit-log.ts'
import { archSchema, ARCH_NAMES } from '#contract/arch.ts'

export type Thing = Record<string, unknown>

export type Named = Pick<AuditEntry, 'application_id' | 'subject_id' | 'subject_name'>

/** What a thing is called in the audit log. */
export function nameResource(subject: AuditSubject, thing: Thing): Named {
  const of = (field: string) => text(thing[field])
  const id = textOrNull(thing['id'])
  const application_id = textOrNull(thing['application_id'])
  const names: Record<AuditSubject, Named> = {
    application: { application_id: id, subject_id: id, subject_name: of('name') },
    group: { application_id, subject_id: id, subject_name: of('name') },
    channel: { application_id, subject_id: id, subject_name: `${of('name')}${ofArch(thing)}` },
    package: { application_id, subject_id: id, subject_name: `${of('version')}${ofArch(thing)}` },
    floor: {
      application_id,
      subject_id: textOrNull(thing['channel_id']),
      subject_name: `${of('version')} on ${of('channel_name')}${ofArch(thing)}`,
    },
    instance: { application_id: null, subject_id: id, subject_name: of('alias') || of('id') },
  }
  return names[subject]
}

/** The parts of an application and what runs on a node: not their own. */
const OF_OTHERS = new Set(['groups', 'channels', 'instances', 'application'])

/**
 * A thing as the API tells it, without what isn't its own; and of a channel or package that it only names, no more
 * than what it is called.
 */
export function ownFields(subject: AuditSubject, thing: Thing): Thing {
  if (subject === 'instance') return { id: thing['id'], alias: text(thing['alias']) }
  const { channel, package: target } = thing
  return {
    ...Object.fromEntries(Object.entries(thing).filter(([field]) => !OF_OTHERS.has(field))),
    ...(isResource(channel) && { channel: pick(channel, ['id', 'name', 'arch']) }),
    ...(isResource(target) && { package: pick(target, ['id', 'version', 'arch']) }),
  }
}

const pick = (thing: Thing, fields: readonly string[]): Thing =>
  Object.fromEntries(fields.map((field) => [field, thing[field]]))

export const isResource = (value: unknown): value is Thing => typeof value === 'object' && value !== null

function ofArch({ arch }: Thing): string {
  const known = archSchema.safeParse(arch)
  return known.success ? ` (${ARCH_NAMES[known.data]})` : ''
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const textOrNull = (value: unknown) => text(value) || null
