import { isUnlimited } from '#contract/update-policy.ts'

/** The fields of a group's policy that decide an update check. */
export interface RolloutPolicy {
  policy_updates_enabled: boolean
  policy_safe_mode: boolean
  policy_office_hours: boolean
  policy_timezone: string | null
  policy_max_updates_per_period: number
}

/** Whether the policy limits updates, so that the counts matter. */
export const hasLimits = (policy: RolloutPolicy) =>
  policy.policy_safe_mode || !isUnlimited(policy.policy_max_updates_per_period)

/** Counts of the group's nodes seen in the last 24 hours. */
export interface UpdateCounts {
  /** Nodes whose latest grant was the channel's target and has ended: complete, failed or on hold. */
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
  /** `max-timed-out-updates` trips safe mode, which switches the group's updates off. */
  | {
      kind: 'hold'
      reason: 'max-updates-per-period' | 'max-concurrent-updates' | 'max-timed-out-updates'
      limit: number
    }

/**
 * Whether the group's limits allow one more update (docs/protocol.md, “Deciding an update check”, steps 8 to 12). One
 * number limits all counts.
 */
export function decideWithinLimits(policy: RolloutPolicy, counts: UpdateCounts): LimitDecision {
  // Safe mode lets one node update first, until an update to this target has ended in any way.
  const firstNodeOnly = policy.policy_safe_mode && counts.ended_at_target === 0
  const limit = firstNodeOnly ? 1 : policy.policy_max_updates_per_period
  if (counts.granted_in_last_period >= limit) return { kind: 'hold', reason: 'max-updates-per-period', limit }
  if (counts.in_progress >= limit) return { kind: 'hold', reason: 'max-concurrent-updates', limit }
  if (policy.policy_safe_mode && counts.timed_out >= limit)
    return { kind: 'hold', reason: 'max-timed-out-updates', limit }
  return { kind: 'grant' }
}
