import type { UpdatePolicy } from '#contract/group.ts'

/** A group's rollout at one instant. Nodes are those seen in the last 24 hours, unless stated otherwise. */
export interface RolloutSnapshot {
  policy: UpdatePolicy
  /** The version of the channel's package; null without one. */
  target: string | null
  /** Nodes that have the target or can get it. */
  nodes: number
  /** Nodes at the target or above. */
  done: number
  /** Nodes below the target without an update in progress, by what they report. */
  waiting: number
  /** Granted updates that have not ended and are not older than the policy's timeout. */
  inProgress: number
  /** Granted updates that have not ended and are older than the timeout. */
  timedOut: number
  /** Nodes whose latest grant was the target and has ended in any way; above zero, safe mode lets more than one node update. */
  endedAtTarget: number
  /** Nodes below the target whose latest update failed. */
  failed: number
  /** Nodes seen in the last 30 days but not in the last 24 hours; not part of `nodes`. */
  silent: number
  /** Null where the server does not report it. */
  grantedInLastPeriod: number | null
  /** Completed updates to the target by hour, oldest first; the last hour has only begun. */
  completionsPerHour: readonly number[]
  /** From grant to completion; null while none has completed and where the server does not report it. */
  medianUpdateSeconds: number | null
  checkInIntervalSeconds: number
}
