import type { Channel } from '#contract/channel.ts'
import { intervalSeconds } from '#contract/interval.ts'
import { compareVersions } from '#contract/version-order.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import type { GroupField, GroupSettings } from '#contract/group-settings.ts'
import type { ApplicationContents } from './describe-policy-error.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

/** Effects of the settings that an operator may not expect. They do not prevent saving. */
export type FieldWarnings = Partial<Record<GroupField, string>>

export function policyFormWarnings(
  opened: GroupSettings,
  mine: GroupSettings,
  { otherGroups, channels = [] }: ApplicationContents,
): FieldWarnings {
  const channelOf = ({ channel_id }: GroupSettings) => channels.find(({ id }) => id === channel_id)
  const [before, after] = [channelOf(opened), channelOf(mine)]
  const warnings: [GroupField, string | false | undefined][] = [
    ['name', mine.name !== opened.name && nameWarning(mine, otherGroups)],
    ['track', trackWarning(opened, mine, after, otherGroups)],
    ['channel_id', mine.channel_id === null ? NO_CHANNEL : after && channelWarning(before, after)],
    ['policy_updates_enabled', !opened.policy_updates_enabled && mine.policy_updates_enabled && RESUMES],
    ['policy_period_interval', unverified(mine.policy_period_interval)],
    ['policy_update_timeout', unverified(mine.policy_update_timeout)],
  ]
  return Object.fromEntries(warnings.filter(([, words]) => words))
}

/** Servers compare names as they are written. */
export const nameWarning = (
  { name }: GroupSettings,
  otherGroups: ApplicationContents['otherGroups'],
): string | false =>
  otherGroups.some((other) => other.name === name) && 'Another group of this application has this name.'

export const NO_CHANNEL = 'Without a channel, nodes of this group get an error instead of an update.'

export const NO_PACKAGE = 'This channel has no package: no node of this group gets an update.'

const RESUMES =
  'Saving resumes the rollout. If safe mode switched updates off, it does so again at the next check-in if as many updates are still timed out.'

/** Another group that has the track already, for the arch of the channel. */
export function rivalWarning(
  mine: GroupSettings,
  channel: Channel | undefined,
  otherGroups: ApplicationContents['otherGroups'],
): string | false {
  const rival = otherGroups.find(
    (other) => other.track === mine.track && channel !== undefined && other.channel?.arch === channel.arch,
  )
  return (
    rival !== undefined &&
    channel !== undefined &&
    `Group “${isolateText(rival.name)}” has the same track for ${archName(channel.arch)}: only one of the two would get its nodes.`
  )
}

function trackWarning(
  opened: GroupSettings,
  mine: GroupSettings,
  channel: Channel | undefined,
  otherGroups: ApplicationContents['otherGroups'],
): string | false {
  const rival = rivalWarning(mine, channel, otherGroups)
  if (rival) return rival
  return (
    mine.track !== opened.track &&
    mine.track !== '' &&
    `Nodes that request “${isolateText(opened.track)}” no longer find a group, and get no updates until they request “${isolateText(mine.track)}”.`
  )
}

function channelWarning(before: Channel | undefined, after: Channel): string | undefined {
  if (before && before.arch !== after.arch)
    return `This channel is for ${archName(after.arch)}: the group’s ${archName(before.arch)} nodes no longer find a group, and get no updates.`
  if (!after.package) return NO_PACKAGE
  if (before?.package && compareVersions(after.package.version, before.package.version) < 0)
    return `${after.package.version} is older than ${before.package.version}: nodes that run a newer version do not downgrade.`
  return undefined
}

/** Only PostgreSQL itself can read every interval that it accepts. */
export const unverified = (interval: string) =>
  interval !== '' &&
  intervalSeconds(interval) === null &&
  'Platte can’t check this before saving. A Nebraska saves even an interval that it can’t read, and may then give the group no updates.'
