import {
  type AuditedResource,
  type AuditEntry,
  type AuditSubject,
  isAuditedResource,
  MAX_SNAPSHOT_BYTES,
} from '#contract/audit-log.ts'
import { archSchema, ARCH_NAMES } from '#contract/arch.ts'

export type ResourceName = Pick<AuditEntry, 'application_id' | 'subject_id' | 'subject_name'>

/** How the audit log names a resource. */
export function nameResource(subject: AuditSubject, resource: AuditedResource): ResourceName {
  const of = (field: string) => text(resource[field])
  const id = textOrNull(resource['id'])
  const application_id = textOrNull(resource['application_id'])
  const arch = archSuffix(resource)
  const names: Record<AuditSubject, ResourceName> = {
    application: { application_id: id, subject_id: id, subject_name: of('name') },
    group: { application_id, subject_id: id, subject_name: of('name') },
    channel: { application_id, subject_id: id, subject_name: `${of('name')}${arch}` },
    package: { application_id, subject_id: id, subject_name: `${of('version')}${arch}` },
    floor: {
      application_id,
      subject_id: textOrNull(resource['channel_id']),
      subject_name: `${of('version')} on ${of('channel_name')}${arch}`,
    },
    instance: { application_id: null, subject_id: id, subject_name: of('alias') || of('id') },
  }
  return names[subject]
}

/** Fields that hold other resources: an application's parts, and what runs on a node. */
const NESTED_RESOURCES = new Set(['groups', 'channels', 'instances', 'application'])

/**
 * A resource as the audit log stores it: its own fields, without nested resources. The channel or package that it
 * refers to is reduced to the fields that identify it.
 */
export function auditSnapshot(subject: AuditSubject, resource: AuditedResource): AuditedResource {
  if (subject === 'instance') return { id: resource['id'], alias: text(resource['alias']) }
  const { channel, package: target } = resource
  return {
    ...Object.fromEntries(Object.entries(resource).filter(([field]) => !NESTED_RESOURCES.has(field))),
    ...(isAuditedResource(channel) && { channel: pick(channel, ['id', 'name', 'arch']) }),
    ...(isAuditedResource(target) && { package: pick(target, ['id', 'version', 'arch']) }),
  }
}

/** A snapshot as JSON text; null for none, and for one that is larger than any that this server accepts. */
export function auditSnapshotText(snapshot: AuditedResource | null): string | null {
  if (snapshot === null) return null
  const text = JSON.stringify(snapshot)
  return Buffer.byteLength(text) > MAX_SNAPSHOT_BYTES ? null : text
}

const pick = (resource: AuditedResource, fields: readonly string[]): AuditedResource =>
  Object.fromEntries(fields.map((field) => [field, resource[field]]))

function archSuffix({ arch }: AuditedResource): string {
  const known = archSchema.safeParse(arch)
  return known.success ? ` (${ARCH_NAMES[known.data]})` : ''
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const textOrNull = (value: unknown) => text(value) || null
