import { intervalSeconds } from '#contract/interval.ts'
import type { UpdateCounts } from '#contract/update-rules/decide-within-limits.ts'
import { DAY_MS, SECOND_MS } from '#contract/time-units.ts'
import type { ServerGroup, ServerNode } from './server-state.ts'

/** The counts that a group's limits apply to; `isSeen` is whether a node checked in within the last 24 hours. */
export function countUpdates(
  group: ServerGroup,
  isSeen: (node: ServerNode) => boolean,
  now: Date,
): UpdateCounts {
  const { policy, grants, target } = group
  const periodStart = before(now, policy.policy_period_interval)
  forgetOldGrants(group, now)
  const counts = { ended_at_target: 0, granted_in_last_period: 0, in_progress: 0, timed_out: 0 }
  for (let i = grants.length - 1; i >= 0; i--) {
    const grant = grants[i]
    if (grant === undefined || grant.at.getTime() <= periodStart) break
    const isLatest = grant.node.record.last_update_granted_ts === grant.at
    if (isLatest && isSeen(grant.node)) counts.granted_in_last_period++
  }
  for (const node of group.inProgress) {
    if (!isSeen(node)) continue
    counts[isPastTimeout(node.record, policy, now) ? 'timed_out' : 'in_progress']++
  }
  if (policy.policy_safe_mode) {
    counts.ended_at_target = group.nodes.filter(
      (node) =>
        node.record.last_update_version === target.version && !node.record.update_in_progress && isSeen(node),
    ).length
  }
  return counts
}

/** Whether the node's latest grant is older than the policy's timeout. */
export const isPastTimeout = (
  { last_update_granted_ts }: ServerNode['record'],
  { policy_update_timeout }: ServerGroup['policy'],
  now: Date,
): boolean => (last_update_granted_ts?.getTime() ?? 0) < before(now, policy_update_timeout)

const before = (now: Date, interval: string) => now.getTime() - (intervalSeconds(interval) ?? 0) * SECOND_MS

function forgetOldGrants({ grants }: ServerGroup, now: Date): void {
  while ((grants[0]?.at.getTime() ?? Number.POSITIVE_INFINITY) < now.getTime() - DAY_MS) grants.shift()
}
