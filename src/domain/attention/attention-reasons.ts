import { SECOND_MS } from '#contract/time-units.ts'
import type { FailingGroup } from '#contract/failing-nodes.ts'
import type { InstanceStats } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import { IN_PROGRESS_NAMES } from '#contract/instance-status.ts'
import { intervalSeconds } from '#contract/interval.ts'
import { nodesInProgress } from '#contract/update-rules/waiting-nodes.ts'
import { type GroupState, isRollingOut } from '#src/domain/rollout/group-state.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { silentNodes } from '#src/domain/rollout/rollout-progress.ts'
import { type RolloutTimes, stalledSince } from '#src/domain/rollout/stalled-rollout.ts'
import type { TargetShare } from '#src/domain/rollout/target-share.ts'
import { formatAgo, formatDuration } from '#src/lib/format-time.ts'
import { formatNumber, formatShare, plural } from '#src/lib/format-number.ts'

/** Why a group needs attention, the most serious first. */
export const ATTENTION_KINDS = [
  'held-by-safe-mode',
  'failing',
  'looping',
  'stalled',
  'paused-with-failures',
  'possibly-held',
  'paused',
  'silent',
  'no-package',
  'behind',
] as const
export type AttentionKind = (typeof ATTENTION_KINDS)[number]

export interface AttentionReason {
  kind: AttentionKind
  /** A sentence that names the number of nodes, without its full stop. */
  words: string
  nodes: number
  /** The share of the group's nodes, 0 to 1. */
  share: number
  /** Selects the counted nodes; null where no filter does, and the group's page names them. */
  filter: Partial<NodeFilter> | null
}

export interface AttentionInput {
  group: Group
  state: GroupState
  /** Nodes seen in the last 24 hours, and in the last 30 days. */
  lastDay: InstanceStats
  last30Days: InstanceStats
  /** Null without a target. */
  share: TargetShare | null
  rollout: RolloutTimes
  /** Nodes that were rolled back or fail in a loop; undefined for none, or where they are not reported. */
  looping?: Pick<FailingGroup, 'nodes' | 'times'> | undefined
}

/** Single failures are a matter of single nodes; this share of a group, or this many nodes, suggests the update. */
const FAILING_SHARE = 0.02
const FAILING_NODES = 20
/** Nodes are taken out of service every day; this share of a group, or this many nodes, suggests an outage. */
const SILENT_SHARE = 0.05
const SILENT_NODES = 100

/** Every reason why a group needs attention, the most serious first; `now` in ms. */
export function attentionReasons(input: AttentionInput, now: number): AttentionReason[] {
  return [
    heldBySafeMode(input, now),
    failing(input),
    looping(input),
    stalled(input, now),
    possiblyHeld(input) ?? paused(input),
    silent(input),
    withoutPackage(input),
    behind(input, now),
  ].filter((reason) => reason !== null)
}

/** The same where a group's numbers could not be read: that it is stopped is known; undefined for nothing known. */
export function attentionWithoutNumbers(state: GroupState, now: number): AttentionReason[] | undefined {
  const unknownNodes = { nodes: 0, share: 0, filter: null }
  if (state.kind === 'held-by-safe-mode')
    return [{ kind: 'held-by-safe-mode', words: describeTrip(state, now), ...unknownNodes }]
  return IS_PAUSED.includes(state.kind)
    ? [{ kind: 'paused', words: 'How many nodes wait is not known', ...unknownNodes }]
    : undefined
}

type Finding = AttentionReason | null

/** "Stopped 20 h ago: 3 updates timed out, the limit is 3". */
function describeTrip(state: Extract<GroupState, { kind: 'held-by-safe-mode' }>, now: number): string {
  const since = formatAgo(trippedAt(state, now), now)
  return `Stopped ${since}: ${plural(state.timedOut, 'update')} timed out, the limit is ${formatNumber(state.limit)}`
}

/** The server's clock may be a little ahead of the browser's. */
const trippedAt = ({ trippedTs }: { trippedTs: string }, now: number) => Math.min(Date.parse(trippedTs), now)

function heldBySafeMode({ group, state, lastDay }: AttentionInput, now: number): Finding {
  if (state.kind !== 'held-by-safe-mode') return null
  const nodes = nodesInProgress(lastDay)
  // Nothing has been granted since, so once the timeout has passed, every update in progress has exceeded it.
  const timeout = (intervalSeconds(group.policy_update_timeout) ?? Number.POSITIVE_INFINITY) * SECOND_MS
  const still = now - trippedAt(state, now) > timeout ? 'still timed out' : 'still in progress'
  return {
    kind: 'held-by-safe-mode',
    words: `${describeTrip(state, now)}; ${plural(nodes, 'node')} ${still}`,
    nodes,
    share: shareOf(nodes, lastDay.total),
    filter: seenLastDay(group, { statuses: IN_PROGRESS_NAMES }),
  }
}

function failing({ group, lastDay }: AttentionInput): Finding {
  const share = shareOf(lastDay.error, lastDay.total)
  if (lastDay.error === 0 || (share < FAILING_SHARE && lastDay.error < FAILING_NODES)) return null
  return {
    kind: 'failing',
    words: `${plural(lastDay.error, 'node')} failed to update (${formatShare(lastDay.error, lastDay.total)})`,
    nodes: lastDay.error,
    share,
    filter: seenLastDay(group, { statuses: ['error'] }),
  }
}

/** Their status is that of an update in progress, as if nothing had happened. */
function looping({ lastDay, looping: { nodes, times } = NONE_LOOPING }: AttentionInput): Finding {
  const share = shareOf(nodes, lastDay.total)
  if (nodes === 0 || (share < FAILING_SHARE && nodes < FAILING_NODES)) return null
  return {
    kind: 'looping',
    words: `${plural(nodes, 'node')} rolled back or failing again and again, ${plural(times, 'time')} so far`,
    nodes,
    share,
    filter: null,
  }
}

const NONE_LOOPING = { nodes: 0, times: 0 }

function stalled({ group, state, share, rollout }: AttentionInput, now: number): Finding {
  if (!isRollingOut(state) || !share) return null
  const since = stalledSince(group, rollout, now)
  if (since === null) return null
  return {
    kind: 'stalled',
    words: `Stalled: no node has completed an update for ${formatDuration(now - since)}, ${plural(nodesBelow(share), 'node')} left`,
    ...below(group, share),
  }
}

/** The server does not report whether safe mode or an operator switched updates off. */
function possiblyHeld({ group, state, share }: AttentionInput): Finding {
  if (state.kind !== 'updates-off' || !group.policy_safe_mode || !share || nodesBelow(share) === 0)
    return null
  return {
    kind: 'possibly-held',
    words: `Updates are off, possibly by safe mode (this server does not report it); ${plural(nodesBelow(share), 'node')} left`,
    ...below(group, share),
  }
}

const IS_PAUSED: readonly GroupState['kind'][] = ['paused', 'frozen', 'updates-off']

/** A pause is no problem by itself, but it hides what waits. */
function paused({ group, state, lastDay, share }: AttentionInput): Finding {
  if (!IS_PAUSED.includes(state.kind) || !share || nodesBelow(share) === 0) return null
  const waiting = `${plural(nodesBelow(share), 'node')} below the target (${formatShare(nodesBelow(share), share.nodes)})`
  if (lastDay.error === 0) return { kind: 'paused', words: waiting, ...below(group, share) }
  return {
    kind: 'paused-with-failures',
    words: `${waiting}, ${formatNumber(lastDay.error)} failed`,
    ...below(group, share),
  }
}

function silent({ group, lastDay, last30Days }: AttentionInput): Finding {
  const nodes = silentNodes(lastDay, last30Days)
  const share = shareOf(nodes, last30Days.total)
  if (nodes === 0 || (share < SILENT_SHARE && nodes < SILENT_NODES)) return null
  return {
    kind: 'silent',
    words: `${plural(nodes, 'node')} silent for over a day (${formatShare(nodes, last30Days.total)} of ${formatNumber(last30Days.total)})`,
    nodes,
    share,
    filter: { applications: [group.application_id], groups: [group.id], older: '1d' },
  }
}

function withoutPackage({ group, state, lastDay }: AttentionInput): Finding {
  if (state.kind !== 'no-package' || lastDay.total === 0) return null
  return {
    kind: 'no-package',
    words: group.channel
      ? `Nothing to update to: the channel has no package, for ${plural(lastDay.total, 'node')}`
      : `Nothing to update to: the group follows no channel, for ${plural(lastDay.total, 'node')}`,
    nodes: lastDay.total,
    share: 1,
    filter: seenLastDay(group, {}),
  }
}

function behind(input: AttentionInput, now: number): Finding {
  const { group, state, share } = input
  if (!isRollingOut(state) || !share || stalled(input, now)) return null
  return {
    kind: 'behind',
    words: `${plural(nodesBelow(share), 'node')} below the target (${formatShare(nodesBelow(share), share.nodes)})`,
    ...below(group, share),
  }
}

const below = (group: Group, share: TargetShare) => ({
  nodes: nodesBelow(share),
  share: shareOf(nodesBelow(share), share.nodes),
  filter: seenLastDay(group, { side: 'below' }),
})

const nodesBelow = ({ nodes, atTarget }: TargetShare) => nodes - atTarget
const shareOf = (part: number, total: number) => (total === 0 ? 0 : part / total)

const seenLastDay = ({ application_id, id }: Group, filter: Partial<NodeFilter>): Partial<NodeFilter> => ({
  applications: [application_id],
  groups: [id],
  newer: '1d',
  ...filter,
})
