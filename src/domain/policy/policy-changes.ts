import { changedFields, type GroupField, type GroupSettings } from '#contract/group-settings.ts'
import type { Channel } from '#contract/channel.ts'
import { isUnlimited } from '#contract/update-policy.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { groupFieldLabel } from './group-field-label.ts'
import { formatInterval } from './format-interval.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

export interface PolicyChange {
  field: GroupField
  label: string
  before: string
  after: string
}

/** The fields that differ between two settings, in words. */
export const policyChanges = (
  from: GroupSettings,
  to: GroupSettings,
  channels: readonly Channel[],
): PolicyChange[] =>
  changedFields(from, to).map((field) => ({
    field,
    label: groupFieldLabel(field),
    before: formatSetting(from, field, channels),
    after: formatSetting(to, field, channels),
  }))

/**
 * One setting in words. Settings that differ on the wire never read the same.
 * @param channels of the application; a channel that is not among them is named by its id
 */
export function formatSetting(
  settings: GroupSettings,
  field: GroupField,
  channels: readonly Channel[],
): string {
  if (field === 'channel_id') return formatChannel(settings[field], channels)
  if (field === 'policy_max_updates_per_period') return formatLimit(settings[field])
  if (field === 'policy_period_interval' || field === 'policy_update_timeout')
    return formatIntervalAsWritten(settings[field])
  const value = settings[field]
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : isolateText(value) || '(empty)'
}

/** "stable · amd64 · 3760.2.0": the name alone does not distinguish channels of two architectures. */
export const channelLabel = ({ name, arch, package: release }: Channel): string =>
  `${isolateText(name)} · ${archName(arch)} · ${release?.version ?? 'no package'}`

function formatChannel(id: string | null, channels: readonly Channel[]): string {
  if (id === null) return 'none'
  const channel = channels.find((channel) => channel.id === id)
  return channel ? channelLabel(channel) : id
}

function formatLimit(limit: number): string {
  if (Number.isNaN(limit)) return 'not a whole number of nodes'
  return isUnlimited(limit) ? `unlimited (${formatNumber(limit)})` : plural(limit, 'node')
}

function formatIntervalAsWritten(interval: string): string {
  const words = formatInterval(interval)
  return words === interval || interval === '' ? interval || '(empty)' : `${words} (“${interval}”)`
}
