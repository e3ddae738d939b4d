import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import { type Group, targetVersion } from '#contract/group.ts'
import type { UpdateCounts } from '#contract/update-rules/decide-within-limits.ts'
import {
  type GrantsAtOnce,
  grantsWhenAllAsk,
  nodesBelow,
} from '#contract/update-rules/grants-when-all-ask.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { nodesInProgress } from '#src/domain/rollout/rollout-progress.ts'

/** Nodes of a group seen in the last day. */
interface Nodes {
  lastDay: InstanceStats
  breakdown: VersionBreakdown
}

export interface PauseImpact {
  /** Below the target and not under way: a pause keeps them waiting. */
  waiting: number
  /** Granted an update: a pause doesn't stop them. */
  underWay: number
}

export function pauseImpact(group: Group, { lastDay, breakdown }: Nodes): PauseImpact {
  const { below, underWay } = nodesBelow(breakdown, lastDay, targetVersion(group))
  return { waiting: below - underWay, underWay: nodesInProgress(lastDay) }
}

export interface ResumeImpact extends PauseImpact {
  /** How many of those that wait start when all ask at once. */
  mayStart: number
  /** Why the others don't. */
  held: GrantsAtOnce['held']
  /** Safe mode lets one go first, since no update to the target has ended yet. */
  goesAloneFirst: boolean
}

/** By the server's own rules; `now` in ms. */
export function resumeImpact(group: Group, nodes: Nodes, counts: UpdateCounts, now: number): ResumeImpact {
  const version = targetVersion(group)
  const blacklisted = group.channel?.package?.channels_blacklist?.includes(group.channel_id ?? '') ?? false
  const { grants, held } = grantsWhenAllAsk(
    { ...group, policy_updates_enabled: true },
    version === null ? null : { version, blacklisted },
    nodesBelow(nodes.breakdown, nodes.lastDay, version),
    counts,
    new Date(now),
  )
  return {
    ...pauseImpact(group, nodes),
    mayStart: grants,
    held,
    goesAloneFirst: group.policy_safe_mode && counts.ended_at_target === 0,
  }
}

/** Where no server tells the counts: what the statuses of a day let guess, as if no grant was of this period. */
export const estimateCounts = (lastDay: InstanceStats): UpdateCounts => ({
  granted_in_last_period: 0,
  in_progress: nodesInProgress(lastDay),
  timed_out: 0,
  ended_at_target: lastDay.complete + lastDay.error + lastDay.onhold > 0 ? 1 : 0,
})

/** The number of timed-out updates at which safe mode switches updates off (docs/protocol.md, “Deciding an update check”, steps 9 and 12). */
export const safeModeLimit = (group: Group, { ended_at_target }: UpdateCounts): number =>
  ended_at_target === 0 ? 1 : group.policy_max_updates_per_period

/** Whether safe mode switches updates off again at the next check. */
export const tripsAgain = (group: Group, counts: UpdateCounts): boolean =>
  group.policy_safe_mode && counts.timed_out >= safeModeLimit(group, counts)

/** "5 nodes are still timed out, and the limit is 3": what safe mode goes by. */
export function describeTimedOut(group: Group, counts: UpdateCounts): string {
  const { timed_out: timedOut } = counts
  const verb = timedOut === 1 ? 'is' : 'are'
  return `${plural(timedOut, 'node')} ${verb} still timed out, and the limit is ${formatNumber(safeModeLimit(group, counts))}`
}
