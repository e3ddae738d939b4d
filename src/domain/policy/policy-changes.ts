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
  changedFields(from, to).map((field) => {
    const [before = '', after = ''] = formatSettings([from, to], field, channels)
    return { field, label: groupFieldLabel(field), before, after }
  })

/** One setting of each in words, in which those that differ on the wire never read the same. */
export const formatSettings = (
  all: readonly GroupSettings[],
  field: GroupField,
  channels: readonly Channel[],
): string[] =>
  tellApart(
    all.map((settings) => formatSetting(settings, field, channels)),
    all.map((settings) => settings[field]),
  )

/** Adds how a value is written to words that another text or number has too: "1 hour (“1 hours”)" and "1 hour (“1 hour”)". */
export const tellApart = (words: readonly string[], values: readonly unknown[]): string[] =>
  words.map((word, index) => {
    const written = asWritten(values[index])
    const others = values.filter((_, n) => words[n] === word).map(asWritten)
    return written !== null && others.some((other) => other !== null && other !== written)
      ? `${word} (${written})`
      : word
  })

function asWritten(value: unknown): string | null {
  if (typeof value === 'number') return formatNumber(value)
  return typeof value === 'string' ? `“${value}”` : null
}

/**
 * One setting in words.
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
    return formatInterval(settings[field]) || '(empty)'
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
  return isUnlimited(limit) ? 'unlimited' : plural(limit, 'node')
}
