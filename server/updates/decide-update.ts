import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'
import { UNLIMITED } from '#contract/update-policy.ts'
import { compareVersions } from '#contract/version-order.ts'
import { isWithinOfficeHours } from './is-within-office-hours.ts'
import { type ChannelPackage, type PackagesToInstall, packagesToInstall } from './required-floors.ts'

/** What a group allows; the names are those of its columns. */
export interface RolloutPolicy {
  policy_updates_enabled: boolean
  policy_safe_mode: boolean
  policy_office_hours: boolean
  policy_timezone: string | null
  policy_max_updates_per_period: number
}

/** A node asks its group for an update. */
export interface UpdateCheck<P extends ChannelPackage> {
  node: {
    /** What it says it runs: valid SemVer, or it would not have been registered. */
    version: string
    status: number | null
    /** The version of its latest grant. */
    last_update_version: string | null
  }
  /** A syncer mirrors packages: it gets every floor and the target at once. */
  isSyncer: boolean
  channel: { target: P | null; floors: readonly P[] }
  policy: RolloutPolicy
}

export type UpdateDecision<P extends ChannelPackage> =
  | { kind: 'refuse'; reason: 'update-in-progress' | 'no-package' | 'updates-disabled' }
  | { kind: 'no-update' }
  /** Its grant is over: it becomes complete, its record takes the granted version, and it gets nothing. */
  | { kind: 'complete' }
  /** It holds a grant and gets this; nothing is written. */
  | { kind: 'offer'; packages: PackagesToInstall<P> }
  | { kind: 'grant'; packages: PackagesToInstall<P>; version: string }
  /** As `grant`, if `decideWithinLimits` says so. */
  | { kind: 'ask-limits'; packages: PackagesToInstall<P>; version: string }

const UPDATING: readonly (number | null)[] = [
  INSTANCE_STATUS.downloading,
  INSTANCE_STATUS.downloaded,
  INSTANCE_STATUS.installed,
] satisfies InstanceStatus[]

/**
 * What a registered node gets when it asks for an update, as Nebraska decides it and in the same order, but
 * never a version lower than its own.
 */
export function decideUpdate<P extends ChannelPackage>(check: UpdateCheck<P>, now: Date): UpdateDecision<P> {
  const { node, isSyncer, policy } = check
  const { target, floors } = check.channel
  if (UPDATING.includes(node.status)) return { kind: 'refuse', reason: 'update-in-progress' }
  if (target === null) return { kind: 'refuse', reason: 'no-package' }
  if (node.status === INSTANCE_STATUS.updateGranted && !isSyncer) return decideHeldGrant(check, target)
  if (compareVersions(node.version, target.version) >= 0) return { kind: 'no-update' }

  const path = packagesToInstall(node.version, target, floors)
  const packages: PackagesToInstall<P> = isSyncer ? path : [path[0]]
  if (packages.some(({ blacklisted }) => blacklisted)) return { kind: 'no-update' }
  if (!allowsUpdatesNow(policy, now)) return { kind: 'refuse', reason: 'updates-disabled' }
  const { version } = packages.at(-1) ?? packages[0]
  return { kind: hasLimits(policy) ? 'ask-limits' : 'grant', packages, version }
}

/** No policy is asked: a node that was granted an update may finish it, even when updates are off by now. */
function decideHeldGrant<P extends ChannelPackage>(check: UpdateCheck<P>, target: P): UpdateDecision<P> {
  const { version, last_update_version: granted } = check.node
  if (target.blacklisted) return { kind: 'complete' }
  if (granted === null || compareVersions(version, granted) >= 0) return { kind: 'complete' }
  const [next] = packagesToInstall(version, target, check.channel.floors)
  return compareVersions(next.version, version) < 0
    ? { kind: 'no-update' }
    : { kind: 'offer', packages: [next] }
}

const allowsUpdatesNow = (policy: RolloutPolicy, now: Date) =>
  policy.policy_updates_enabled &&
  (!policy.policy_office_hours || isWithinOfficeHours(policy.policy_timezone, now))

const hasLimits = (policy: RolloutPolicy) =>
  policy.policy_safe_mode || policy.policy_max_updates_per_period < UNLIMITED

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
