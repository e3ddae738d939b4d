import type { InstanceStats } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import { officeHoursOpenFor } from '#contract/office-hours.ts'
import type { PlatteStatus } from '#contract/platte.ts'
import { isUnlimited } from '#contract/update-policy.ts'
import { nodesInProgress } from './rollout-progress.ts'
import type { TargetShare } from './target-share.ts'

type Brakes = PlatteStatus['safe_mode_brakes']

/** What a group's rollout is doing, told from what the servers say. */
export type GroupState =
  | { kind: 'no-package' }
  /** By an operator. */
  | { kind: 'paused' }
  /** By an operator’s freeze of the fleet, or of a part of it. */
  | { kind: 'frozen' }
  /** Safe mode switched updates off at `trippedTs`. */
  | { kind: 'held-by-safe-mode'; trippedTs: string; timedOut: number; limit: number }
  /** Off, and the server doesn't tell by whom: `perhaps` is a guess. */
  | { kind: 'updates-off'; perhaps: 'an operator' | 'safe mode' | null }
  | { kind: 'no-nodes' }
  | { kind: 'rolling-out' }
  /** On, and no node gets an update before Monday to Friday, 9 to 17. */
  | { kind: 'outside-office-hours' }
  /** Nodes are on hold, and as many updates are in progress as the limit allows. */
  | { kind: 'at-limit'; onHold: number; underWay: number; limit: number }
  | { kind: 'done' }
  /** What it depends on has not been answered yet. */
  | { kind: 'unknown' }

interface StateFacts {
  /** Nodes seen in the last day, by status. */
  lastDay?: InstanceStats | undefined
  /** In ms; without it nothing is said of office hours. */
  now?: number
  /** The freeze in force has paused it. */
  isFrozen?: boolean
}

/**
 * @param brakes of `/platte/status`; null or undefined where no server tells of safe mode's brake
 * @param share of the nodes at the target; undefined while that isn't known
 */
export function groupState(
  group: Group,
  share: TargetShare | null | undefined,
  brakes: Brakes | undefined,
  { lastDay, now, isFrozen }: StateFacts = {},
): GroupState {
  if (!group.channel?.package) return { kind: 'no-package' }
  if (!group.policy_updates_enabled) {
    const brake = brakes?.find(({ group_id }) => group_id === group.id)
    if (isFrozen && !brake) return { kind: 'frozen' }
    if (!brakes) return { kind: 'updates-off', perhaps: whoPerhaps(group, lastDay) }
    if (!brake) return { kind: 'paused' }
    const { tripped_ts: trippedTs, updates_timed_out: timedOut, limit } = brake
    return { kind: 'held-by-safe-mode', trippedTs, timedOut, limit }
  }
  if (!share) return { kind: 'unknown' }
  if (share.nodes === 0) return { kind: 'no-nodes' }
  if (share.atTarget >= share.nodes) return { kind: 'done' }
  if (now !== undefined && isClosed(group, now)) return { kind: 'outside-office-hours' }
  return (lastDay && stateAtLimit(group, lastDay)) ?? { kind: 'rolling-out' }
}

/** Nodes whose update timed out stay under way, so what safe mode has stopped looks different for a while. */
function whoPerhaps(group: Group, lastDay: InstanceStats | undefined) {
  if (!group.policy_safe_mode) return 'an operator'
  if (!lastDay) return null
  const underWay = nodesInProgress(lastDay)
  if (underWay === 0) return 'an operator'
  return underWay >= group.policy_max_updates_per_period ? 'safe mode' : null
}

export const isClosed = ({ policy_office_hours, policy_timezone }: Group, now: number): boolean =>
  policy_office_hours && officeHoursOpenFor(policy_timezone, new Date(now)) === null

/** From the statuses of a day. The server does not count timed-out updates, so it may grant one already. */
function stateAtLimit(group: Group, lastDay: InstanceStats): GroupState | null {
  const limit = group.policy_max_updates_per_period
  const underWay = nodesInProgress(lastDay)
  if (isUnlimited(limit) || lastDay.onhold === 0 || underWay < limit) return null
  return { kind: 'at-limit', onHold: lastDay.onhold, underWay, limit }
}

type Tone = 'neutral' | 'moving' | 'good' | 'bad' | 'waiting'

const names: Record<GroupState['kind'], { label: string; tone: Tone }> = {
  'no-package': { label: 'No package', tone: 'neutral' },
  paused: { label: 'Paused', tone: 'waiting' },
  frozen: { label: 'Frozen', tone: 'waiting' },
  'held-by-safe-mode': { label: 'Held by safe mode', tone: 'bad' },
  'updates-off': { label: 'Updates off (by an operator or by safe mode)', tone: 'waiting' },
  'no-nodes': { label: 'No nodes', tone: 'neutral' },
  'rolling-out': { label: 'Rolling out', tone: 'moving' },
  'outside-office-hours': { label: 'Outside office hours', tone: 'waiting' },
  'at-limit': { label: 'At the limit', tone: 'moving' },
  done: { label: 'Done', tone: 'good' },
  unknown: { label: 'Loading', tone: 'neutral' },
}

/** Every state that a group can be found in. */
export const GROUP_STATES = [
  'held-by-safe-mode',
  'updates-off',
  'paused',
  'frozen',
  'rolling-out',
  'outside-office-hours',
  'at-limit',
  'no-package',
  'no-nodes',
  'done',
] as const satisfies GroupState['kind'][]

/** How a state is named, the same on every page. */
export const groupStateName = ({ kind }: Pick<GroupState, 'kind'>) => names[kind]

/** The same of one group, with what is guessed of it. */
export function groupStateLabel(state: GroupState): string {
  if (state.kind !== 'updates-off' || state.perhaps === null) return names[state.kind].label
  return `Updates off, possibly by ${state.perhaps}`
}

/** Updates are on and nodes are below the target, whatever keeps them waiting at the moment. */
export const isRollingOut = ({ kind }: Pick<GroupState, 'kind'>): boolean =>
  kind === 'rolling-out' || kind === 'outside-office-hours' || kind === 'at-limit'
