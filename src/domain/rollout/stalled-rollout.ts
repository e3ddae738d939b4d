import type { UpdatePolicy } from '#contract/group.ts'
import { MAX_CHECK_IN_INTERVAL_MS } from '#contract/check-in-interval.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import { intervalSeconds } from '#contract/interval.ts'
import { officeHoursOpenFor } from '#contract/office-hours.ts'
import { isUnlimited } from '#contract/update-policy.ts'
import type { InstanceStats } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'
import { waitingNodes } from '#contract/update-rules/waiting-nodes.ts'
import { plural } from '#src/lib/format-number.ts'
import type { TargetShare } from './target-share.ts'

/** Reported by Platte's own server only; null where it never happened or is not reported. */
export interface RolloutTimes {
  /** The first grant of the channel's package. */
  startedTs: string | null
  lastCompletionTs: string | null
}

/**
 * The time (ms) since which no node has completed an update, where that is longer than the policy explains: the wait
 * for the next period, the next check-in, and an update as long as the timeout. Nights and weekends do not count where
 * updates keep to office hours. Null while the rollout proceeds, while updates are off or closed, and where this is unknown.
 */
export function stalledSince(
  policy: UpdatePolicy,
  { startedTs, lastCompletionTs }: RolloutTimes,
  now: number,
): number | null {
  if (startedTs === null || !policy.policy_updates_enabled) return null
  const explained = longestExpectedGap(policy)
  if (explained === null) return null
  const since = Math.max(Date.parse(startedTs), lastCompletionTs === null ? 0 : Date.parse(lastCompletionTs))
  if (!policy.policy_office_hours) return now - since > explained ? since : null
  const open = officeHoursOpenFor(policy.policy_timezone, new Date(now))
  if (open === null) return null
  return Math.min(now - since, open) > explained ? since : null
}

/** The longest time (ms) between two completed updates that the policy explains; null where only PostgreSQL can read its intervals. */
export function longestExpectedGap(policy: UpdatePolicy): number | null {
  const timeout = intervalSeconds(policy.policy_update_timeout)
  const period = isUnlimited(policy.policy_max_updates_per_period)
    ? 0
    : intervalSeconds(policy.policy_period_interval)
  if (timeout === null || period === null) return null
  return (period + timeout) * SECOND_MS + MAX_CHECK_IN_INTERVAL_MS
}

/** Where the nodes of a stalled rollout are. */
export interface StalledPhase {
  status: InstanceStatus
  nodes: number
  /** "40 nodes downloaded, not rebooted". */
  words: string
}

const PHASES = [
  ['update_granted', INSTANCE_STATUS.updateGranted, 'granted, not downloading'],
  ['downloading', INSTANCE_STATUS.downloading, 'downloading, not finished'],
  // update_engine reports nothing more until the node has rebooted into the update.
  ['downloaded', INSTANCE_STATUS.downloaded, 'downloaded, not rebooted'],
  ['installed', INSTANCE_STATUS.installed, 'installed, not rebooted'],
] as const

const OUTSIDE_OF_UPDATES = [
  ['error', INSTANCE_STATUS.error, 'failed, not granted again'],
  ['onhold', INSTANCE_STATUS.onHold, 'on hold, not granted'],
] as const

/**
 * The phase with most of the nodes in progress, or the later of two with as many. Without any in progress it is the
 * failed nodes, then those on hold, as far as so many are waiting: others have the status from an update to an earlier
 * target. Null without these too.
 * @param share of the nodes seen in the last 24 hours
 * @param stats of the last 24 hours
 */
export function stalledPhase(share: TargetShare, stats: InstanceStats): StalledPhase | null {
  const waiting = waitingNodes(share, stats)
  const inProgress = PHASES.toReversed().toSorted(([a], [b]) => stats[b] - stats[a])
  const phases = [
    ...inProgress.map(([count, ...phase]) => [stats[count], ...phase] as const),
    ...OUTSIDE_OF_UPDATES.map(([count, ...phase]) => [Math.min(stats[count], waiting), ...phase] as const),
  ]
  const found = phases.find(([nodes]) => nodes > 0)
  if (!found) return null
  const [nodes, status, words] = found
  return { status, nodes, words: `${plural(nodes, 'node')} ${words}` }
}
