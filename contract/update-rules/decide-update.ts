import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'
import { compareVersions } from '#contract/version-order.ts'
import { hasLimits, type RolloutPolicy } from './decide-within-limits.ts'
import { isWithinOfficeHours } from './is-within-office-hours.ts'
import { type ChannelPackage, type PackagesToInstall, packagesToInstall } from './required-floors.ts'

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
