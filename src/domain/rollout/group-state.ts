import type { InstanceStats } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import { officeHoursOpenFor } from '#contract/office-hours.ts'
import type { PlatteStatus } from '#contract/platte-status.ts'
import { isUnlimited } from '#contract/update-policy.ts'
import { nodesInProgress, waitingNodes } from '#contract/update-rules/waiting-nodes.ts'
import type { Tone } from '#src/ui/tone.ts'
import type { TargetShare } from './target-share.ts'

type Brakes = PlatteStatus['safe_mode_brakes']

/** What a group's rollout is doing, as far as the server reports it. */
export type GroupState =
  | { kind: 'no-package' }
  /** By an operator. */
  | { kind: 'paused' }
  /** By an operator’s freeze of the fleet, or of a part of it. */
  | { kind: 'frozen' }
  /** Safe mode switched updates off at `trippedTs`. */
  | { kind: 'held-by-safe-mode'; trippedTs: string; timedOut: number; limit: number }
  /** Off, and the server does not report why: `likelyCause` is an estimate. */
  | { kind: 'updates-off'; likelyCause: 'an operator' | 'safe mode' | null }
  | { kind: 'no-nodes' }
  | { kind: 'rolling-out' }
  /** Updates are on, but no node gets one outside Monday to Friday, 9 to 17. */
  | { kind: 'outside-office-hours' }
  /** Nodes are on hold, and as many updates are in progress as the limit allows. */
  | { kind: 'at-limit'; waiting: number; inProgress: number; limit: number }
  | { kind: 'done' }
  /** The data it depends on is still loading, or could not be read. */
  | { kind: 'unknown'; hasFailed?: boolean }

interface StateInput {
  /** Nodes seen in the last 24 hours, by status. */
  lastDay?: InstanceStats | undefined
  /** In ms; without it office hours are ignored. */
  now?: number
  /** The freeze in force has paused it. */
  isFrozen?: boolean
}

/**
 * @param brakes of `/platte/status`; null or undefined where the server does not report safe mode's brake
 * @param share of the nodes at the target; undefined while loading
 */
export function groupState(
  group: Group,
  share: TargetShare | null | undefined,
  brakes: Brakes | undefined,
  { lastDay, now, isFrozen }: StateInput = {},
): GroupState {
  if (!group.channel?.package) return { kind: 'no-package' }
  if (!group.policy_updates_enabled) {
    const brake = brakes?.find(({ group_id }) => group_id === group.id)
    if (isFrozen && !brake) return { kind: 'frozen' }
    if (!brakes) return { kind: 'updates-off', likelyCause: likelyCauseOf(group, lastDay) }
    if (!brake) return { kind: 'paused' }
    const { tripped_ts: trippedTs, updates_timed_out: timedOut, limit } = brake
    return { kind: 'held-by-safe-mode', trippedTs, timedOut, limit }
  }
  if (!share) return { kind: 'unknown' }
  if (share.nodes === 0) return { kind: 'no-nodes' }
  if (share.atTarget >= share.nodes) return { kind: 'done' }
  if (now !== undefined && isClosed(group, now)) return { kind: 'outside-office-hours' }
  return (lastDay && stateAtLimit(group, share, lastDay)) ?? { kind: 'rolling-out' }
}

/** Timed-out updates stay in progress, so a group stopped by safe mode shows as many as its limit for a while. */
function likelyCauseOf(group: Group, lastDay: InstanceStats | undefined) {
  if (!group.policy_safe_mode) return 'an operator'
  if (!lastDay) return null
  const inProgress = nodesInProgress(lastDay)
  if (inProgress === 0) return 'an operator'
  return inProgress >= group.policy_max_updates_per_period ? 'safe mode' : null
}

export const isClosed = ({ policy_office_hours, policy_timezone }: Group, now: number): boolean =>
  policy_office_hours && officeHoursOpenFor(policy_timezone, new Date(now)) === null

/**
 * From the statuses of a day. The server does not count timed-out updates, so it may grant one already. Nodes on hold may run
 * the target by now, such as after a promotion that was reverted, so they are not those that wait.
 */
function stateAtLimit(group: Group, share: TargetShare, lastDay: InstanceStats): GroupState | null {
  const limit = group.policy_max_updates_per_period
  const inProgress = nodesInProgress(lastDay)
  const waiting = waitingNodes(share, lastDay)
  if (isUnlimited(limit) || lastDay.onhold === 0 || waiting === 0 || inProgress < limit) return null
  return { kind: 'at-limit', waiting, inProgress, limit }
}

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

/** Every state that a group can be filtered by. */
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

/** A state's label and tone, the same on every page. */
export const groupStateName = ({ kind }: Pick<GroupState, 'kind'>) => names[kind]

/** A state's label, with the likely cause where the server reports none. */
export function groupStateLabel(state: GroupState): string {
  if (state.kind === 'unknown' && state.hasFailed) return 'Unknown'
  if (state.kind !== 'updates-off' || state.likelyCause === null) return names[state.kind].label
  return `Updates off, possibly by ${state.likelyCause}`
}

/** Updates are on and nodes are below the target, whatever blocks them now. */
export const isRollingOut = ({ kind }: Pick<GroupState, 'kind'>): boolean =>
  kind === 'rolling-out' || kind === 'outside-office-hours' || kind === 'at-limit'
