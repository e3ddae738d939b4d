import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import { type Group, targetVersion, type UpdatePolicy } from '#contract/group.ts'
import type { UpdateCounts } from '#contract/update-rules/decide-within-limits.ts'
import { type GrantsAtOnce, grantsWhenAllCheckIn } from '#contract/update-rules/grants-when-all-check-in.ts'
import { nodesInProgress, waitingNodes } from '#contract/update-rules/waiting-nodes.ts'
import { targetShare } from '#src/domain/rollout/target-share.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'

/** Nodes of a group seen in the last 24 hours. */
interface Nodes {
  lastDay: InstanceStats
  breakdown: VersionBreakdown
}

export interface PauseImpact {
  /** Nodes that a pause keeps waiting. */
  waiting: number
  /** Nodes with an update in progress: a pause does not stop them. */
  inProgress: number
}

export function pauseImpact(group: Group, { lastDay, breakdown }: Nodes): PauseImpact {
  const share = targetShare(breakdown, targetVersion(group))
  return { waiting: share ? waitingNodes(share, lastDay) : 0, inProgress: nodesInProgress(lastDay) }
}

export interface ResumeImpact extends PauseImpact {
  /** How many of the waiting nodes start when all check in at once. */
  mayStart: number
  /** Why the others do not start. */
  held: GrantsAtOnce['held']
  /** Safe mode lets one node update first, since no update to the target has ended yet. */
  firstNodeOnly: boolean
}

/** What a resume would do, by the server's own rules; `now` in ms. */
export function resumeImpact(group: Group, nodes: Nodes, counts: UpdateCounts, now: number): ResumeImpact {
  const version = targetVersion(group)
  const blacklisted = group.channel?.package?.channels_blacklist?.includes(group.channel_id ?? '') ?? false
  const impact = pauseImpact(group, nodes)
  const { grants, held } = grantsWhenAllCheckIn(
    { ...group, policy_updates_enabled: true },
    version === null ? null : { version, blacklisted },
    impact.waiting,
    counts,
    new Date(now),
  )
  return {
    ...impact,
    mayStart: grants,
    held,
    firstNodeOnly: group.policy_safe_mode && counts.ended_at_target === 0,
  }
}

/** Estimates the counts from the statuses of a day where the server does not report them, as if this period had no grants. */
export const estimateCounts = (lastDay: InstanceStats): UpdateCounts => ({
  granted_in_last_period: 0,
  in_progress: nodesInProgress(lastDay),
  timed_out: 0,
  ended_at_target: lastDay.complete + lastDay.error + lastDay.onhold > 0 ? 1 : 0,
})

/**
 * The number of timed-out updates at which safe mode switches updates off: one until an update to the target has ended
 * (docs/protocol.md, “Deciding an update check”, steps 9 and 12).
 */
export const safeModeLimit = (policy: UpdatePolicy, endedAtTarget: number): number =>
  endedAtTarget === 0 ? 1 : policy.policy_max_updates_per_period

/** Whether safe mode switches updates off again at the next check. */
export const tripsAgain = (group: Group, counts: UpdateCounts): boolean =>
  group.policy_safe_mode && counts.timed_out >= safeModeLimit(group, counts.ended_at_target)

/** "5 nodes are still timed out, and the limit is 3": why safe mode would trip. */
export function describeTimedOut(group: Group, counts: UpdateCounts): string {
  const { timed_out: timedOut } = counts
  const verb = timedOut === 1 ? 'is' : 'are'
  return `${plural(timedOut, 'node')} ${verb} still timed out, and the limit is ${formatNumber(safeModeLimit(group, counts.ended_at_target))}`
}
