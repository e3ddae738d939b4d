import type { Group } from '#contract/group.ts'
import { intervalSeconds } from '#contract/interval.ts'
import { officeHoursOpenFor } from '#contract/office-hours.ts'
import { UNLIMITED } from '#contract/update-policy.ts'

const SECOND = 1000
/** update_engine asks every 50 minutes at most: a node that may update can take so long to hear of it. */
const NODE_ASKS_EVERY = 50 * 60 * SECOND

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
  policy: Group,
  { startedTs, lastCompletionTs }: RolloutTimes,
  now: number,
): number | null {
  if (startedTs === null || !policy.policy_updates_enabled) return null
  const explained = explainedPause(policy)
  if (explained === null) return null
  const since = Math.max(Date.parse(startedTs), lastCompletionTs === null ? 0 : Date.parse(lastCompletionTs))
  if (!policy.policy_office_hours) return now - since > explained ? since : null
  const open = officeHoursOpenFor(policy.policy_timezone, new Date(now))
  if (open === null) return null
  return Math.min(now - since, open) > explained ? since : null
}

/** The longest pause between two completed updates that the policy allows for, in ms; null where only PostgreSQL reads it. */
export function explainedPause(policy: Group): number | null {
  const timeout = intervalSeconds(policy.policy_update_timeout)
  const period =
    policy.policy_max_updates_per_period >= UNLIMITED ? 0 : intervalSeconds(policy.policy_period_interval)
  if (timeout === null || period === null) return null
  return (period + timeout) * SECOND + NODE_ASKS_EVERY
}
