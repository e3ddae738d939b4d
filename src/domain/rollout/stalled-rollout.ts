import type { UpdatePolicy } from '#contract/group.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import { intervalSeconds } from '#contract/interval.ts'
import { officeHoursOpenFor } from '#contract/office-hours.ts'
import { isUnlimited } from '#contract/update-policy.ts'
import type { InstanceStats } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'
import { plural } from '#src/lib/format-number.ts'
import { MAX_CHECK_IN_INTERVAL_S } from './rollout-snapshot.ts'

/** A node that may update can take so long to hear of it. */
const NODE_ASKS_EVERY = MAX_CHECK_IN_INTERVAL_S * SECOND_MS

/** What our own server tells of a group's rollout; null where it has happened never, or nobody tells. */
export interface RolloutTimes {
  /** The first grant of the channel's package, as the wire says it. */
  startedTs: string | null
  lastCompletionTs: string | null
}

/**
 * Since when no node has completed an update, in ms, where that is longer than the policy explains: the wait for the
 * next period, a node's next question and an update as long as the timeout, with nights and weekends left out where
 * updates keep to office hours. Null while all is well, while nothing may be updated, and where it can't be told.
 */
export function stalledSince(
  policy: UpdatePolicy,
  { startedTs, lastCompletionTs }: RolloutTimes,
  now: number,
): number | null {
  if (startedTs === null || !policy.policy_updates_enabled) return null
  const explained = longestExpectedPause(policy)
  if (explained === null) return null
  const since = Math.max(Date.parse(startedTs), lastCompletionTs === null ? 0 : Date.parse(lastCompletionTs))
  if (!policy.policy_office_hours) return now - since > explained ? since : null
  const open = officeHoursOpenFor(policy.policy_timezone, new Date(now))
  if (open === null) return null
  return Math.min(now - since, open) > explained ? since : null
}

/** The longest pause between two completed updates that the policy allows for, in ms; null where only PostgreSQL reads it. */
export function longestExpectedPause(policy: UpdatePolicy): number | null {
  const timeout = intervalSeconds(policy.policy_update_timeout)
  const period = isUnlimited(policy.policy_max_updates_per_period)
    ? 0
    : intervalSeconds(policy.policy_period_interval)
  if (timeout === null || period === null) return null
  return (period + timeout) * SECOND_MS + NODE_ASKS_EVERY
}

/** Where the nodes of a rollout sit that doesn't get on. */
export interface StalledPhase {
  status: InstanceStatus
  nodes: number
  /** "40 nodes downloaded, not rebooted". */
  words: string
}

const PHASES = [
  ['update_granted', INSTANCE_STATUS.updateGranted, 'granted, not downloading'],
  ['downloading', INSTANCE_STATUS.downloading, 'downloading, not finished'],
  // update_engine says nothing more of an update before the node has rebooted into it.
  ['downloaded', INSTANCE_STATUS.downloaded, 'downloaded, not rebooted'],
  ['installed', INSTANCE_STATUS.installed, 'installed, not rebooted'],
] as const

const OUTSIDE_OF_UPDATES = [
  ['error', INSTANCE_STATUS.error, 'failed, not granted again'],
  ['onhold', INSTANCE_STATUS.onHold, 'on hold, not granted'],
] as const

/**
 * The phase in which most of the nodes under way sit, the later of two that have as many; without any under way those
 * that failed, then those on hold. Null when there are none of them either.
 * @param stats of the last day
 */
export function stalledPhase(stats: InstanceStats): StalledPhase | null {
  const underWay = PHASES.toReversed().toSorted(([a], [b]) => stats[b] - stats[a])
  const found = [...underWay, ...OUTSIDE_OF_UPDATES].find(([count]) => stats[count] > 0)
  if (!found) return null
  const [count, status, words] = found
  return { status, nodes: stats[count], words: `${plural(stats[count], 'node')} ${words}` }
}
