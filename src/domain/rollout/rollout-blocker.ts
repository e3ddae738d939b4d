import type { InstanceStats } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import { nextOfficeHours } from '#contract/office-hours.ts'
import type { Rollout } from '#contract/rollout.ts'
import { decideWithinLimits, hasLimits } from '#contract/update-rules/decide-within-limits.ts'
import { type GroupState, isClosed, isRollingOut } from './group-state.ts'
import { nodesInProgress } from './rollout-progress.ts'
import type { TargetShare } from './target-share.ts'

/** No node may get anything, as the group's state says already. */
type Standstill = Extract<
  GroupState,
  { kind: 'no-package' | 'paused' | 'frozen' | 'held-by-safe-mode' | 'updates-off' | 'no-nodes' | 'unknown' }
>

/** Why nodes below the target don't get it at this moment, or that nothing keeps them from it. */
export type RolloutBlocker =
  | Standstill
  | { kind: 'done' }
  /** All that were seen in the last day are done. */
  | { kind: 'silent-only'; silent: number }
  /** `opensAt` in ms; null in a zone where they never open. */
  | { kind: 'outside-office-hours'; opensAt: number | null }
  /** All that are below the target have been granted an update. */
  | { kind: 'all-under-way'; nodes: number }
  /** Safe mode lets one node go ahead; `freesAt` is when another may, should this one take that long. */
  | { kind: 'first-node'; freesAt: number | null }
  | { kind: 'limit-used-up'; by: 'period' | 'at-once'; limit: number; freesAt: number | null }
  /** At the next question of a node safe mode switches updates off. */
  | { kind: 'safe-mode-trips-next'; timedOut: number; limit: number }
  /** A guess where no server tells the counts: nodes were put on hold. */
  | { kind: 'perhaps-limit'; onHold: number }
  | { kind: 'failures-only'; nodes: number }
  /** They get it as they ask. */
  | { kind: 'nothing'; waiting: number }

export interface BlockerInput {
  group: Group
  state: GroupState
  /** Of the nodes seen in the last day; undefined while not known. */
  share: TargetShare | null | undefined
  lastDay: InstanceStats | undefined
  silent: number | undefined
  /** Null where no server tells, undefined while not known. */
  rollout: Pick<Rollout, 'counts' | 'next_slot_ts'> | null | undefined
}

/** What holds a rollout back, by the server's own rules and in their order (`contract/update-rules`); `now` in ms. */
export function rolloutBlocker(facts: BlockerInput, now: number): RolloutBlocker {
  const { group, state, share, lastDay, silent, rollout } = facts
  if (isStandstill(state)) return state
  if (!share || !lastDay || rollout === undefined) return { kind: 'unknown' }
  const below = share.nodes - share.atTarget
  if (below <= 0) return silent ? { kind: 'silent-only', silent } : { kind: 'done' }
  const waiting = below - nodesInProgress(lastDay)
  if (waiting <= 0) return { kind: 'all-under-way', nodes: below }
  if (isClosed(group, now))
    return { kind: 'outside-office-hours', opensAt: nextOfficeHours(group.policy_timezone, now) }
  return heldByLimits(facts, now) ?? heldByFailures(lastDay, waiting)
}

/** In all other states the exact counts tell more. */
const isStandstill = (state: GroupState): state is Standstill => !isRollingOut(state) && state.kind !== 'done'

function heldByLimits({ group, lastDay, rollout }: BlockerInput, now: number): RolloutBlocker | null {
  if (!hasLimits(group)) return null
  if (!rollout) {
    const onHold = lastDay?.onhold ?? 0
    return onHold > 0 ? { kind: 'perhaps-limit', onHold } : null
  }
  const { counts, next_slot_ts } = rollout
  const decision = decideWithinLimits(group, counts)
  if (decision.kind === 'grant') return null
  const { reason, limit } = decision
  if (reason === 'max-timed-out-updates')
    return { kind: 'safe-mode-trips-next', timedOut: counts.timed_out, limit }
  const by = reason === 'max-updates-per-period' ? 'period' : 'at-once'
  // By clocks that differ a little it may lie behind.
  const freesAt = next_slot_ts === null ? null : Math.max(now, Date.parse(next_slot_ts))
  return group.policy_safe_mode && counts.ended_at_target === 0
    ? { kind: 'first-node', freesAt }
    : { kind: 'limit-used-up', by, limit, freesAt }
}

const heldByFailures = ({ error }: InstanceStats, waiting: number): RolloutBlocker =>
  error >= waiting ? { kind: 'failures-only', nodes: waiting } : { kind: 'nothing', waiting }
