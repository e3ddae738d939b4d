import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'
import { compareVersions } from '#contract/version-order.ts'
import { hasLimits, type RolloutPolicy } from './decide-within-limits.ts'
import { isWithinOfficeHours } from './is-within-office-hours.ts'
import type { UpdateGate } from './update-gates.ts'
import { type ChannelPackage, type PackagesToInstall, packagesToInstall } from './packages-to-install.ts'

/** A node's request for an update. */
export interface UpdateCheck<P extends ChannelPackage> {
  node: {
    /** The version it reports: valid SemVer, or it would not have been registered. */
    version: string
    status: number | null
    /** The version of its latest grant. */
    last_update_version: string | null
    /** Whether its latest grant is older than the policy's timeout. */
    isTimedOut: boolean
  }
  /** A syncer mirrors packages, so it gets every floor and the target at once. */
  isSyncer: boolean
  channel: { target: P | null; floors: readonly P[] }
  policy: RolloutPolicy
}

/** `gate` is where the check ended, if not with a grant: all gates before it were passed. */
export type UpdateDecision<P extends ChannelPackage> =
  | { kind: 'refuse'; reason: 'update-in-progress' | 'no-package' | 'updates-disabled'; gate: UpdateGate }
  | { kind: 'no-update'; gate: 'held-grant' | 'up-to-date' | 'blacklisted' }
  /** Its grant is over: the node becomes complete, its record takes the granted version, and it gets no update. */
  | { kind: 'complete' }
  /** It holds a grant and is offered these again; nothing is written. */
  | { kind: 'offer'; packages: PackagesToInstall<P> }
  | { kind: 'grant'; packages: PackagesToInstall<P>; version: string }
  /** Granted if `decideWithinLimits` allows it. */
  | { kind: 'check-limits'; packages: PackagesToInstall<P>; version: string }

const UPDATING_STATUSES: readonly (number | null)[] = [
  INSTANCE_STATUS.downloading,
  INSTANCE_STATUS.downloaded,
  INSTANCE_STATUS.installed,
] satisfies InstanceStatus[]

/** Whether a node with the status has begun to install its update. */
export const isUpdating = (status: number | null): boolean => UPDATING_STATUSES.includes(status)

/**
 * Decides a registered node's update check in the order of docs/protocol.md, “Deciding an update check” (steps 2 to 8).
 * A node is never offered a version lower than its own.
 */
export function decideUpdate<P extends ChannelPackage>(check: UpdateCheck<P>, now: Date): UpdateDecision<P> {
  const { node, isSyncer, policy } = check
  const { target, floors } = check.channel
  if (isUpdating(node.status) && !node.isTimedOut) return refuseAt('update-in-progress')
  if (target === null) return refuseAt('no-package')
  if (node.status === INSTANCE_STATUS.updateGranted && !isSyncer) return decideHeldGrant(check, target)
  if (compareVersions(node.version, target.version) >= 0) return { kind: 'no-update', gate: 'up-to-date' }

  const path = packagesToInstall(node.version, target, floors)
  const packages: PackagesToInstall<P> = isSyncer ? path : [path[0]]
  if (packages.some(({ blacklisted }) => blacklisted)) return { kind: 'no-update', gate: 'blacklisted' }
  if (!policy.policy_updates_enabled) return refuseAt('updates-disabled')
  if (policy.policy_office_hours && !isWithinOfficeHours(policy.policy_timezone, now))
    return { kind: 'refuse', reason: 'updates-disabled', gate: 'outside-office-hours' }
  const { version } = packages.at(-1) ?? packages[0]
  return { kind: hasLimits(policy) ? 'check-limits' : 'grant', packages, version }
}

const refuseAt = (gate: 'update-in-progress' | 'no-package' | 'updates-disabled') =>
  ({ kind: 'refuse', reason: gate, gate }) as const

/** The policy does not apply: a node may finish a granted update even after updates were switched off. */
function decideHeldGrant<P extends ChannelPackage>(check: UpdateCheck<P>, target: P): UpdateDecision<P> {
  const { version, last_update_version: granted } = check.node
  if (target.blacklisted) return { kind: 'complete' }
  if (granted === null || compareVersions(version, granted) >= 0) return { kind: 'complete' }
  const [next] = packagesToInstall(version, target, check.channel.floors)
  return compareVersions(next.version, version) < 0
    ? { kind: 'no-update', gate: 'held-grant' }
    : { kind: 'offer', packages: [next] }
}
