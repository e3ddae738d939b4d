import type { InstanceStats } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import { intervalSeconds } from '#contract/interval.ts'
import { UNLIMITED } from '#contract/update-policy.ts'
import { isClosed } from './group-state.ts'
import { nodesInProgress } from './rollout-progress.ts'
import type { TargetShare } from './target-share.ts'

/** Nodes of a group seen in the last day. */
interface Nodes {
  lastDay: InstanceStats
  /** Null without a target. */
  share: TargetShare | null
}

export interface PauseImpact {
  /** Below the target and not under way: a pause keeps them waiting. */
  waiting: number
  /** Granted an update: a pause doesn't stop them. */
  underWay: number
}

export function pauseImpact({ lastDay, share }: Nodes): PauseImpact {
  const underWay = nodesInProgress(lastDay)
  const below = share === null ? 0 : share.nodes - share.atTarget
  return { waiting: Math.max(0, below - underWay), underWay }
}

export interface ResumeImpact extends PauseImpact {
  /** How many of those that wait may start at their next check. */
  mayStart: number
  /** Null for none. */
  limit: number | null
  /** Nothing starts before Monday to Friday, 9 to 17. */
  isClosed: boolean
  /** Safe mode lets one go first, unless a node has ended an update to this target before. */
  oneFirst: boolean
}

/** By the policy's limit and what is under way now; `now` in ms. */
export function resumeImpact(group: Group, nodes: Nodes, now: number): ResumeImpact {
  const { waiting, underWay } = pauseImpact(nodes)
  const limit = group.policy_max_updates_per_period >= UNLIMITED ? null : group.policy_max_updates_per_period
  return {
    waiting,
    underWay,
    mayStart: limit === null ? waiting : Math.min(waiting, Math.max(0, limit - underWay)),
    limit,
    isClosed: isClosed(group, now),
    oneFirst: group.policy_safe_mode && limit !== 1 && waiting > 1,
  }
}

export interface TripAgain {
  /** `perhaps` while some of those under way may not have run into the timeout yet. */
  kind: 'surely' | 'perhaps' | 'no'
  /** Timed out and still under way: at most so many, or just so many. */
  timedOut: number
  exact: boolean
  /** At so many it trips. */
  limit: number
}

/**
 * Whether safe mode switches updates off again at the next check (contract, step 12). While it holds, nothing is
 * granted: one timeout after it has tripped, whatever is still under way has timed out.
 * @param brake as our server tells it
 */
export function tripsAgain(
  group: Group,
  lastDay: InstanceStats,
  brake: { trippedTs: string; limit: number },
  now: number,
): TripAgain {
  const timedOut = nodesInProgress(lastDay)
  const timeout = intervalSeconds(group.policy_update_timeout)
  const exact = timeout !== null && now - Date.parse(brake.trippedTs) >= timeout * 1000
  // At one it tripped by the first node, whose update hasn't ended.
  const limit = brake.limit === 1 ? 1 : group.policy_max_updates_per_period
  const kind = !group.policy_safe_mode || timedOut < limit ? 'no' : exact ? 'surely' : 'perhaps'
  return { kind, timedOut, exact, limit }
}
