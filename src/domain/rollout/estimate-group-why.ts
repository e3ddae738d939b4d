import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import { decideUpdate } from '#contract/update-rules/decide-update.ts'
import { hasLimits } from '#contract/update-rules/decide-within-limits.ts'
import { explainDecision } from '#contract/update-rules/explain-decision.ts'
import { UPDATE_GATES, type UpdateGate } from '#contract/update-rules/update-gates.ts'
import { nodesInProgress, waitingNodes } from '#contract/update-rules/waiting-nodes.ts'
import { isUnlimited } from '#contract/update-policy.ts'
import type { GroupWhy } from '#contract/why.ts'
import { channelOf } from './estimate-why.ts'
import { silentNodes } from './rollout-progress.ts'
import { targetShare } from './target-share.ts'

/** What a Nebraska reports of a group's nodes. */
interface ReportedCounts {
  /** Nodes seen in the last 24 hours, and in the last 30 days, by status. */
  lastDay: InstanceStats
  last30Days: InstanceStats
  /** Nodes seen in the last 24 hours by version. */
  breakdown: VersionBreakdown
}

type Place = UpdateGate | 'granted' | 'offered'

/**
 * Where a group's nodes wait, from the counts that a Nebraska reports. It reports neither which updates have timed out, so
 * each in progress counts as one that has not, nor how much of the limits is in use: nodes on hold were stopped by one.
 * @param now in ms
 */
export function estimateGroupWhy(group: Group, counts: ReportedCounts, now: number): GroupWhy {
  const { lastDay, last30Days } = counts
  const places: Partial<Record<Place, number>> = { silent: silentNodes(lastDay, last30Days) }
  const add = (place: Place, nodes: number) => {
    if (nodes > 0) places[place] = (places[place] ?? 0) + nodes
  }
  const channel = channelOf(group, [])
  if (channel === null) add('no-group', lastDay.total)
  else {
    const { update_granted, downloading, downloaded, installed } = lastDay
    add(channel.target === null ? 'no-package' : 'offered', update_granted)
    add('update-in-progress', downloading + downloaded + installed)
    placeOthers(group, channel, counts, now, add)
  }
  return {
    now_ts: new Date(now).toISOString(),
    group_id: group.id,
    nodes: Object.values(places).reduce((sum, nodes) => sum + nodes, 0),
    gates: UPDATE_GATES.flatMap((gate) => {
      const nodes = places[gate] ?? 0
      return nodes === 0 ? [] : [{ gate, nodes }]
    }),
    granted: places.granted ?? 0,
    offered: places.offered ?? 0,
  }
}

/** The nodes without an update in progress. */
function placeOthers(
  group: Group,
  channel: NonNullable<ReturnType<typeof channelOf>>,
  { lastDay, breakdown }: ReportedCounts,
  now: number,
  add: (place: Place, nodes: number) => void,
): void {
  const others = lastDay.total - nodesInProgress(lastDay)
  const share = targetShare(breakdown, channel.target?.version ?? null)
  if (share === null) return add('no-package', others)
  const waiting = Math.min(others, waitingNodes({ ...share, nodes: lastDay.total }, lastDay))
  add('up-to-date', others - waiting)
  // Any version below the target will do: none of the gates before the limits depends on it.
  const node = { version: '0.0.0-0', status: null, last_update_version: null, isTimedOut: false }
  const decision = decideUpdate({ node, isSyncer: false, channel, policy: group }, new Date(now))
  if (decision.kind === 'check-limits') return placeAtLimits(group, lastDay, waiting, add)
  add(explainDecision(decision, group, null).blockedBy ?? 'granted', waiting)
}

function placeAtLimits(
  group: Group,
  lastDay: InstanceStats,
  waiting: number,
  add: (place: Place, nodes: number) => void,
): void {
  const limit = group.policy_max_updates_per_period
  const slots = isUnlimited(limit) ? Infinity : Math.max(0, limit - nodesInProgress(lastDay))
  if (!hasLimits(group)) return add('granted', waiting)
  if (slots === 0) return add('max-concurrent-updates', waiting)
  const held = Math.min(waiting, lastDay.onhold)
  const granted = Math.min(waiting - held, slots)
  add('granted', granted)
  add('max-updates-per-period', waiting - granted)
}
