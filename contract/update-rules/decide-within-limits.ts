import { LIMIT_GATES, type LimitGate } from './update-gates.ts'
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
  | { kind: 'hold'; reason: LimitGate; limit: number }

/** What a limit compares: it holds the node where the count has reached the limit. */
export interface LimitUse {
  count: number
  limit: number
}

/** What each limit compares now, in their order; null for one that the policy doesn't have. */
export function limitUses(policy: RolloutPolicy, counts: UpdateCounts): Record<LimitGate, LimitUse | null> {
  // Safe mode lets one node update first, until an update to this target has ended in any way.
  const firstNodeOnly = policy.policy_safe_mode && counts.ended_at_target === 0
  const limit = firstNodeOnly ? 1 : policy.policy_max_updates_per_period
  return {
    'max-updates-per-period': { count: counts.granted_in_last_period, limit },
    'max-concurrent-updates': { count: counts.in_progress, limit },
    'max-timed-out-updates': policy.policy_safe_mode ? { count: counts.timed_out, limit } : null,
  }
}

/**
 * Whether the group's limits allow one more update (docs/protocol.md, “Deciding an update check”, steps 9 to 12). One
 * number limits all counts.
 */
export function decideWithinLimits(policy: RolloutPolicy, counts: UpdateCounts): LimitDecision {
  const uses = limitUses(policy, counts)
  for (const reason of LIMIT_GATES) {
    const use = uses[reason]
    if (use && use.count >= use.limit) return { kind: 'hold', reason, limit: use.limit }
  }
  return { kind: 'grant' }
}
