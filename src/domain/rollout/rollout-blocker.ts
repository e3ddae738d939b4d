import type { InstanceStats } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import { nextOfficeHours } from '#contract/office-hours.ts'
import type { Rollout } from '#contract/rollout.ts'
import { decideWithinLimits, hasLimits } from '#contract/update-rules/decide-within-limits.ts'
import { waitingNodes } from '#contract/update-rules/waiting-nodes.ts'
import { type GroupState, isClosed, isRollingOut } from './group-state.ts'
import type { TargetShare } from './target-share.ts'

/** States in which no node may get an update. */
type Standstill = Extract<
  GroupState,
  { kind: 'no-package' | 'paused' | 'frozen' | 'held-by-safe-mode' | 'updates-off' | 'no-nodes' | 'unknown' }
>

/** Why nodes below the target do not get it now, or that nothing blocks them. */
export type RolloutBlocker =
  | Standstill
  | { kind: 'done' }
  /** Every node seen in the last 24 hours is done. */
  | { kind: 'silent-only'; silent: number }
  /** `opensAt` in ms; null where the time zone is missing or unknown, so that they never open. */
  | { kind: 'outside-office-hours'; opensAt: number | null }
  /** Every node below the target has been granted an update. */
  | { kind: 'all-in-progress'; nodes: number }
  /** Safe mode lets one node go first; `nextSlotAt` (ms) is when another may start if none is updating, null while one is. */
  | { kind: 'first-node'; nextSlotAt: number | null }
  | { kind: 'at-limit'; by: 'period' | 'in-progress'; limit: number; nextSlotAt: number | null }
  /** Safe mode switches updates off at the next check-in. */
  | { kind: 'safe-mode-about-to-trip'; timedOut: number; limit: number }
  /** An estimate where the server does not report its counts: nodes were put on hold, maybe for an earlier target. */
  | { kind: 'likely-at-limit'; waiting: number }
  | { kind: 'failures-only'; nodes: number }
  /** The nodes get the update when they check in. */
  | { kind: 'nothing'; waiting: number }

export interface BlockerInput {
  group: Group
  state: GroupState
  /** Of the nodes seen in the last 24 hours; undefined while loading. */
  share: TargetShare | null | undefined
  lastDay: InstanceStats | undefined
  silent: number | undefined
  /** Null where the server does not report it, undefined while loading. */
  rollout: Pick<Rollout, 'counts' | 'next_slot_ts'> | null | undefined
  /** Whether some of what is undefined could not be read. */
  hasFailed?: boolean
}

/** What blocks a rollout, by the server's own rules and in their order (`contract/update-rules`); `now` in ms. */
export function rolloutBlocker(input: BlockerInput, now: number): RolloutBlocker {
  const { group, state, share, lastDay, silent, rollout, hasFailed = false } = input
  if (isStandstill(state)) return state
  if (!share || !lastDay || rollout === undefined) return { kind: 'unknown', hasFailed }
  const below = share.nodes - share.atTarget
  if (below <= 0) return silent ? { kind: 'silent-only', silent } : { kind: 'done' }
  const waiting = waitingNodes(share, lastDay)
  if (waiting === 0) return { kind: 'all-in-progress', nodes: below }
  if (isClosed(group, now))
    return { kind: 'outside-office-hours', opensAt: nextOfficeHours(group.policy_timezone, now) }
  return blockedByLimits(input, waiting, now) ?? blockedByFailures(lastDay, waiting)
}

/** In the other states, the exact counts decide. */
const isStandstill = (state: GroupState): state is Standstill => !isRollingOut(state) && state.kind !== 'done'

function blockedByLimits(
  { group, lastDay, rollout }: BlockerInput,
  waiting: number,
  now: number,
): RolloutBlocker | null {
  if (!hasLimits(group)) return null
  if (!rollout) return lastDay?.onhold ? { kind: 'likely-at-limit', waiting } : null
  const { counts, next_slot_ts } = rollout
  const decision = decideWithinLimits(group, counts)
  if (decision.kind === 'grant') return null
  const { reason, limit } = decision
  if (reason === 'max-timed-out-updates')
    return { kind: 'safe-mode-about-to-trip', timedOut: counts.timed_out, limit }
  const by = reason === 'max-updates-per-period' ? 'period' : 'in-progress'
  // The server's clock may be a little behind the browser's.
  const nextSlotAt = next_slot_ts === null ? null : Math.max(now, Date.parse(next_slot_ts))
  return group.policy_safe_mode && counts.ended_at_target === 0
    ? { kind: 'first-node', nextSlotAt: counts.in_progress + counts.timed_out > 0 ? null : nextSlotAt }
    : { kind: 'at-limit', by, limit, nextSlotAt }
}

const blockedByFailures = ({ error }: InstanceStats, waiting: number): RolloutBlocker =>
  error >= waiting ? { kind: 'failures-only', nodes: waiting } : { kind: 'nothing', waiting }
