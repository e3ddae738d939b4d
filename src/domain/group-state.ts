import type { Group } from '#contract/group.ts'
import type { PlatteStatus } from '#contract/platte.ts'
import type { TargetShare } from '#src/domain/target-share.ts'

type Brakes = PlatteStatus['safe_mode_brakes']

/** What a group's rollout is doing, told from what the servers say. */
export type GroupState =
  | { kind: 'no-package' }
  | { kind: 'paused' }
  /** Safe mode switched updates off at `trippedTs`. */
  | { kind: 'held-by-safe-mode'; trippedTs: string; timedOut: number; limit: number }
  /** Off, and the server doesn't tell by whom. */
  | { kind: 'updates-off' }
  | { kind: 'no-nodes' }
  | { kind: 'rolling-out' }
  | { kind: 'done' }
  /** What it depends on has not been answered yet. */
  | { kind: 'unknown' }

/**
 * @param brakes of `/platte/status`; null or undefined where no server tells of safe mode's brake
 * @param share of the nodes at the target; undefined while that isn't known
 */
export function groupState(
  group: Group,
  share: TargetShare | null | undefined,
  brakes: Brakes | undefined,
): GroupState {
  if (!group.channel?.package) return { kind: 'no-package' }
  if (!group.policy_updates_enabled) {
    if (!brakes) return { kind: 'updates-off' }
    const brake = brakes.find(({ group_id }) => group_id === group.id)
    if (!brake) return { kind: 'paused' }
    const { tripped_ts: trippedTs, updates_timed_out: timedOut, limit } = brake
    return { kind: 'held-by-safe-mode', trippedTs, timedOut, limit }
  }
  if (!share) return { kind: 'unknown' }
  if (share.nodes === 0) return { kind: 'no-nodes' }
  return { kind: share.atTarget >= share.nodes ? 'done' : 'rolling-out' }
}

type Tone = 'neutral' | 'moving' | 'good' | 'bad' | 'waiting'

const names: Record<GroupState['kind'], { label: string; tone: Tone }> = {
  'no-package': { label: 'No package', tone: 'neutral' },
  paused: { label: 'Paused', tone: 'waiting' },
  'held-by-safe-mode': { label: 'Held by safe mode', tone: 'bad' },
  'updates-off': { label: 'Updates off (by an operator or by safe mode)', tone: 'waiting' },
  'no-nodes': { label: 'No nodes', tone: 'neutral' },
  'rolling-out': { label: 'Rolling out', tone: 'moving' },
  done: { label: 'Done', tone: 'good' },
  unknown: { label: 'Loading', tone: 'neutral' },
}

/** Every state that a group can be found in. */
export const GROUP_STATES = [
  'held-by-safe-mode',
  'updates-off',
  'paused',
  'rolling-out',
  'no-package',
  'no-nodes',
  'done',
] as const satisfies GroupState['kind'][]

/** How a state is named, the same on every page. */
export const groupStateName = ({ kind }: Pick<GroupState, 'kind'>) => names[kind]
