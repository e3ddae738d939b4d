import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import { compareVersions } from '#contract/version-order.ts'
import { decideUpdate, type UpdateDecision } from './decide-update.ts'
import {
  decideWithinLimits,
  type LimitDecision,
  type RolloutPolicy,
  type UpdateCounts,
} from './decide-within-limits.ts'
import { grantsWithinLimits } from './grants-within-limits.ts'

/** Nodes of a group below its target, and how many of them have an update in progress. */
export interface NodesBelow {
  below: number
  inProgress: number
}

/**
 * Derives both counts from two lists of the server, of nodes seen in the last 24 hours. A node that runs the target without
 * having reported the end of its update counts as in progress, since the lists do not show that it is the same node.
 * @param target null without a package: then no node is below it
 */
export function nodesBelow(
  breakdown: VersionBreakdown,
  stats: InstanceStats,
  target: string | null,
): NodesBelow {
  if (target === null) return { below: 0, inProgress: 0 }
  const below = breakdown
    .filter(({ version }) => compareVersions(version, target) < 0)
    .reduce((sum, { instances }) => sum + instances, 0)
  const inProgress = stats.update_granted + stats.downloading + stats.downloaded + stats.installed
  return { below, inProgress: Math.min(below, inProgress) }
}

/** What happens when every node below the target without an update in progress checks in at once. */
export interface GrantsAtOnce {
  /** How many check in. */
  eligible: number
  grants: number
  /** Why the others are not granted; null where all are, or none checks in. */
  held:
    | Extract<UpdateDecision<never>, { kind: 'refuse' }>['reason']
    | Extract<LimitDecision, { kind: 'hold' }>['reason']
    | 'blacklisted'
    | null
}

/** Decides as the server would for one node after another. */
export function grantsWhenAllCheckIn(
  policy: RolloutPolicy,
  target: { version: string; blacklisted: boolean } | null,
  { below, inProgress }: NodesBelow,
  counts: UpdateCounts,
  now: Date,
): GrantsAtOnce {
  const eligible = Math.max(0, below - inProgress)
  const channel = { target: target && { id: target.version, ...target }, floors: [] }
  // Any version below the target will do, since the limits do not depend on it.
  const node = { version: '0.0.0-0', status: null, last_update_version: null, isTimedOut: false }
  const decision = decideUpdate({ node, isSyncer: false, channel, policy }, now)
  if (decision.kind === 'refuse') return { eligible, grants: 0, held: decision.reason }
  if (decision.kind === 'grant') return { eligible, grants: eligible, held: null }
  if (decision.kind !== 'check-limits') return { eligible, grants: 0, held: 'blacklisted' }
  const grants = grantsWithinLimits(policy, counts, eligible)
  if (grants >= eligible) return { eligible, grants, held: null }
  const verdict = decideWithinLimits(policy, {
    ...counts,
    granted_in_last_period: counts.granted_in_last_period + grants,
    in_progress: counts.in_progress + grants,
  })
  return { eligible, grants, held: verdict.kind === 'hold' ? verdict.reason : null }
}
