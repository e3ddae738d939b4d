import * as z from 'zod/mini'
import { archSchema } from '#contract/arch.ts'
import type { Channel } from '#contract/channel.ts'
import { GROUP_FIELDS, type GroupSettings, settingsOfGroup } from '#contract/group-settings.ts'
import { groupSchema } from '#contract/group.ts'
import { type AuditedResource, type AuditEntry, isAuditedResource } from '#contract/audit-log.ts'
import { isSameValue } from '#contract/write-context.ts'
import { plural } from '#src/lib/format-number.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { formatSetting, tellApart } from '#src/domain/policy/policy-changes.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

type Subject = AuditEntry['subject']

/** A field that a write changed, in words. */
export interface FieldChange {
  field: string
  label: string
  /** Empty where there was no resource. */
  before: string
  after: string
}

const LABELS: Record<Exclude<Subject, 'group'>, Record<string, string>> = {
  application: { name: 'Name', description: 'Description', product_id: 'Product id' },
  channel: { package_id: 'Package', name: 'Name', color: 'Colour' },
  package: {
    version: 'Version',
    type: 'Type',
    url: 'URL',
    filename: 'File',
    size: 'Size',
    hash: 'Hash',
    description: 'Description',
    channels_blacklist: 'Blocked for channels',
    flatcar_action: 'SHA-256',
    extra_files: 'Extra files',
  },
  floor: { floor_reason: 'Floor reason' },
  instance: { alias: 'Alias' },
}

/** The fields that a write can change, in the order in which they are shown. */
export const writtenFields = (subject: Subject): readonly string[] =>
  subject === 'group' ? GROUP_FIELDS : Object.keys(LABELS[subject])

/** The fields that differ between two states of a resource; null is none. */
export function fieldChanges(
  subject: Subject,
  before: AuditedResource | null,
  after: AuditedResource | null,
  channels: readonly Channel[],
): FieldChange[] {
  return writtenFields(subject)
    .filter((field) => !isSameValue(before?.[field], after?.[field]))
    .map((field) => {
      const [was = '', is = ''] = formatFields(subject, [before, after], field, channels)
      return { field, label: fieldLabel(subject, field), before: was, after: is }
    })
}

export function fieldLabel(subject: Subject, field: string): string {
  if (subject !== 'group') return LABELS[subject][field] ?? field
  const known = GROUP_FIELDS.find((one) => one === field)
  return known ? groupFieldLabel(known) : field
}

/**
 * One field of each in words, in which values that differ on the wire never read the same; empty where there is no resource.
 * @param channels of the application; other channels are named by their ids
 */
export const formatFields = (
  subject: Subject,
  resources: readonly (AuditedResource | null)[],
  field: string,
  channels: readonly Channel[],
): string[] =>
  tellApart(
    resources.map((resource) => (resource === null ? '' : formatField(subject, resource, field, channels))),
    resources.map((resource) => resource?.[field]),
  )

function formatField(
  subject: Subject,
  resource: AuditedResource,
  field: string,
  channels: readonly Channel[],
): string {
  const value = resource[field]
  if (subject === 'group' && field !== 'channel_id') {
    const settings = groupSettingsOf(resource)
    const known = GROUP_FIELDS.find((one) => one === field)
    if (settings && known) return formatSetting(settings, known, channels)
  }
  if (field === 'channel_id') return named(value, resource['channel'], 'name') ?? 'none'
  if (field === 'package_id') return named(value, resource['package'], 'version') ?? 'none'
  if (field === 'channels_blacklist') return namesOf(value, channels) || 'none'
  if (field === 'extra_files') return Array.isArray(value) ? plural(value.length, 'file') : 'none'
  if (field === 'flatcar_action') return textOf(isAuditedResource(value) ? value['sha256'] : null)
  return textOf(value)
}

const groupResource = z.omit(groupSchema, { channel: true })

/** Null where the resource is not a group. */
export function groupSettingsOf(resource: AuditedResource): GroupSettings | null {
  const parsed = z.safeParse(groupResource, resource)
  return parsed.success ? settingsOfGroup(parsed.data) : null
}

/** "stable · amd64", by the name at that time; the id where the entry has no name. */
function named(id: unknown, resource: unknown, field: string): string | null {
  if (typeof id !== 'string' || id === '') return null
  if (!isAuditedResource(resource) || resource['id'] !== id) return id
  const arch = archSchema.safeParse(resource['arch'])
  return `${isolateText(textOf(resource[field]))}${arch.success ? ` · ${archName(arch.data)}` : ''}`
}

const namesOf = (ids: unknown, channels: readonly Channel[]) =>
  (Array.isArray(ids) ? ids : [])
    .map((id: unknown) => channels.find((channel) => channel.id === id)?.name ?? String(id))
    .join(', ')

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return '(empty)'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
