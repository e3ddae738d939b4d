import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import { compareVersions } from '#contract/version-order.ts'
import { decideUpdate, type UpdateDecision } from './decide-update.ts'
import {
  decideWithinLimits,
  type LimitDecision,
  type RolloutPolicy,
  type UpdateCounts,
} from './decide-within-limits.ts'
import { roomWithinLimits } from './room-within-limits.ts'

/** Nodes of a group that are below its target, and those of them whose update is under way. */
export interface NodesBelow {
  below: number
  underWay: number
}

/**
 * The nodes of the last day that lack the target, of what the server's two counts say. A node that runs the target
 * although it never ended its update to it counts as under way: the two counts don't say that it is one and the same.
 * @param target null without a package, which nobody lacks
 */
export function nodesBelow(
  breakdown: VersionBreakdown,
  stats: InstanceStats,
  target: string | null,
): NodesBelow {
  if (target === null) return { below: 0, underWay: 0 }
  const below = breakdown
    .filter(({ version }) => compareVersions(version, target) < 0)
    .reduce((sum, { instances }) => sum + instances, 0)
  const underWay = stats.update_granted + stats.downloading + stats.downloaded + stats.installed
  return { below, underWay: Math.min(below, underWay) }
}

/** What happens when every node asks at once that lacks the target and isn't under way to it. */
export interface GrantsAtOnce {
  /** How many ask. */
  eligible: number
  grants: number
  /** Why the others get none; null where all get theirs, or nobody asks. */
  held:
    | Extract<UpdateDecision<never>, { kind: 'refuse' }>['reason']
    | Extract<LimitDecision, { kind: 'hold' }>['reason']
    | 'blacklisted'
    | null
}

/** By the rules with which the server decides of one after the other, in the same order. */
export function grantsWhenAllAsk(
  policy: RolloutPolicy,
  target: { version: string; blacklisted: boolean } | null,
  { below, underWay }: NodesBelow,
  counts: UpdateCounts,
  now: Date,
): GrantsAtOnce {
  const eligible = Math.max(0, below - underWay)
  const channel = { target: target && { id: target.version, ...target }, floors: [] }
  // Below every target: which version it is makes no difference to the limits.
  const node = { version: '0.0.0-0', status: null, last_update_version: null }
  const decision = decideUpdate({ node, isSyncer: false, channel, policy }, now)
  if (decision.kind === 'refuse') return { eligible, grants: 0, held: decision.reason }
  if (decision.kind === 'grant') return { eligible, grants: eligible, held: null }
  if (decision.kind !== 'ask-limits') return { eligible, grants: 0, held: 'blacklisted' }
  const grants = roomWithinLimits(policy, counts, eligible)
  if (grants >= eligible) return { eligible, grants, held: null }
  const verdict = decideWithinLimits(policy, {
    ...counts,
    granted_in_last_period: counts.granted_in_last_period + grants,
    in_progress: counts.in_progress + grants,
  })
  return { eligible, grants, held: verdict.kind === 'hold' ? verdict.reason : null }
}
