import type { UpdatePolicy } from '#contract/group.ts'

/** What is known of a group's rollout at one instant; nodes are those seen in the last day, unless said otherwise. */
export interface RolloutSnapshot {
  policy: UpdatePolicy
  /** The version of the channel's package; null without one. */
  target: string | null
  /** Nodes that can get the target, those included that have it. */
  nodes: number
  /** Of them, at the target or above. */
  done: number
  /** Of them, granted, not ended, and not older than the policy's timeout; and those that are older. */
  inProgress: number
  timedOut: number
  /** Nodes whose latest grant was of the target and has ended somehow; above zero safe mode lets more than one go. */
  endedAtTarget: number
  /** Of those below the target: the latest update failed. */
  failed: number
  /** Nodes that were seen in the last 30 days and not in the last one; not part of `nodes`. */
  silent: number
  /** Null where no server tells. */
  grantedInLastPeriod: number | null
  /** Updates to the target that completed, by whole hour, oldest first; the last is the hour that has begun. */
  completionsPerHour: readonly number[]
  /** From grant to completion; null while none has completed, or no server tells. */
  medianUpdateSeconds: number | null
  /** How often a node asks. */
  checkInIntervalSeconds: number
}

/** update_engine asks every 45 minutes, give or take five. */
export const CHECK_IN_INTERVAL_S = 45 * 60
/** The longest that it takes between two questions. */
export const MAX_CHECK_IN_INTERVAL_S = 50 * 60
