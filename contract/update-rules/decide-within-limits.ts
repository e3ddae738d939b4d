import { isUnlimited } from '#contract/update-policy.ts'

/** What a group allows; the names are those of its columns. */
export interface RolloutPolicy {
  policy_updates_enabled: boolean
  policy_safe_mode: boolean
  policy_office_hours: boolean
  policy_timezone: string | null
  policy_max_updates_per_period: number
}

/** Whether the counts matter at all. */
export const hasLimits = (policy: RolloutPolicy) =>
  policy.policy_safe_mode || !isUnlimited(policy.policy_max_updates_per_period)

/** Counts over the group's nodes that were seen in the last day. */
export interface UpdateCounts {
  /** Nodes whose latest grant was of the channel's target and has ended: complete, failed or put on hold. */
  ended_at_target: number
  /** Nodes whose latest grant is younger than the policy's period. */
  granted_in_last_period: number
  /** Nodes whose grant has not ended and is not older than the policy's timeout. */
  in_progress: number
  /** Nodes whose grant has not ended and is older than the policy's timeout. */
  timed_out: number
}

export type LimitDecision =
  | { kind: 'grant' }
  /** The third reason trips safe mode's brake: updates of the group are switched off. */
  | {
      kind: 'hold'
      reason: 'max-updates-per-period' | 'max-concurrent-updates' | 'max-timed-out-updates'
      limit: number
    }

/** Whether the group's limits leave room for one more update. One number caps all that is counted. */
export function decideWithinLimits(policy: RolloutPolicy, counts: UpdateCounts): LimitDecision {
  // Safe mode lets one node go ahead until an update to this target has ended somehow.
  const goesAheadAlone = policy.policy_safe_mode && counts.ended_at_target === 0
  const limit = goesAheadAlone ? 1 : policy.policy_max_updates_per_period
  if (counts.granted_in_last_period >= limit) return { kind: 'hold', reason: 'max-updates-per-period', limit }
  if (counts.in_progress >= limit) return { kind: 'hold', reason: 'max-concurrent-updates', limit }
  if (policy.policy_safe_mode && counts.timed_out >= limit)
    return { kind: 'hold', reason: 'max-timed-out-updates', limit }
  return { kind: 'grant' }
}
