import { compareNames } from '#src/lib/compare-names.ts'
import type { Application } from '#contract/application.ts'
import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import type { GroupStats } from '#contract/fleet-summary.ts'
import { type Group, targetVersion } from '#contract/group.ts'
import type { PlatteStatus } from '#contract/platte.ts'
import type { GroupStatsState } from '#src/api/group-stats-state.ts'
import { compareAttention } from '#src/domain/attention/compare-attention.ts'
import { attention, type AttentionReason } from '#src/domain/attention/attention-reasons.ts'
import { groupState, type GroupState } from '#src/domain/rollout/group-state.ts'
import { nodesInProgress, silentNodes } from '#src/domain/rollout/rollout-progress.ts'
import { type TargetShare, targetShare } from '#src/domain/rollout/target-share.ts'

/** One line of the fleet. Undefined numbers are not known (yet). */
export interface FleetRow {
  application: { id: string; name: string }
  group: Group
  /** Version of the channel's package. */
  target: string | null
  /** Nodes seen in the last day, by status. */
  lastDay: InstanceStats | undefined
  inProgress: number | undefined
  /** Seen in the last 30 days, and not in the last one. */
  silent: number | undefined
  versions: VersionBreakdown | undefined
  /** Null without a target. */
  share: TargetShare | null | undefined
  state: GroupState
  /** Why it wants to be looked at, the most serious first. */
  reasons: AttentionReason[] | undefined
  failure: RowFailure | null
}

export interface RowFailure {
  message: string
  /** When the numbers that still stand were read, in ms; null where there are none. */
  numbersFrom: number | null
  retrying: boolean
}

export interface FleetGroup {
  application: { id: string; name: string }
  group: Group
}

/** Every group of every application, by their names. */
export function fleetGroups(applications: readonly Application[]): FleetGroup[] {
  return applications
    .flatMap(({ id, name, groups }) => (groups ?? []).map((group) => ({ application: { id, name }, group })))
    .toSorted(
      (a, b) =>
        compareNames(a.application.name, b.application.name) || compareNames(a.group.name, b.group.name),
    )
}

/** What the servers tell of safe mode: a list, null where none tells, undefined until it is known. */
export type Brakes = PlatteStatus['safe_mode_brakes'] | undefined

export interface RowFacts {
  answer: GroupStatsState
  brakes: Brakes
  /** The freeze in force has paused it. */
  isFrozen?: boolean
  /** In ms. */
  now: number
  /** The row as it was, whose failure stands until what failed is answered. */
  before?: FleetRow | undefined
}

export function fleetRow(
  { application, group }: FleetGroup,
  { answer, brakes, isFrozen = false, now, before }: RowFacts,
): FleetRow {
  const { numbers } = answer
  const target = targetVersion(group)
  const stats = numbers?.instances_stats ?? undefined
  const versions = numbers?.version_breakdown ?? undefined
  const share = versions && targetShare(versions, target)
  const state = rowState(group, share, { brakes, isFrozen, now, lastDay: stats?.['1d'] })
  return {
    application,
    group,
    target,
    lastDay: stats?.['1d'],
    inProgress: stats && nodesInProgress(stats['1d']),
    silent: stats && silentNodes(stats['1d'], stats['30d']),
    versions,
    share,
    state,
    reasons: numbers && rowReasons({ group, state, share, numbers }, now),
    failure: rowFailure(answer, before?.failure ?? null),
  }
}

// Whether an operator or safe mode switched updates off isn't known before the status is.
function rowState(
  group: Group,
  share: FleetRow['share'],
  {
    brakes,
    ...facts
  }: {
    brakes: Brakes
    isFrozen: boolean
    now: number
    lastDay: InstanceStats | undefined
  },
): GroupState {
  const state = groupState(group, share, brakes, facts)
  return state.kind === 'updates-off' && brakes === undefined ? { kind: 'unknown' } : state
}

function rowReasons(
  { group, state, share, numbers }: Pick<FleetRow, 'group' | 'state' | 'share'> & { numbers: GroupStats },
  now: number,
): AttentionReason[] | undefined {
  const { instances_stats: stats, paused_ts: pausedTs } = numbers
  if (!stats || share === undefined || state.kind === 'unknown') return undefined
  const rollout = { startedTs: numbers.rollout_started_ts, lastCompletionTs: numbers.last_completion_ts }
  return attention(
    { group, state, lastDay: stats['1d'], last30Days: stats['30d'], share, rollout, pausedTs },
    now,
  )
}

function rowFailure(
  { error, isRetrying, readAt }: GroupStatsState,
  before: RowFailure | null,
): RowFailure | null {
  const message = error?.message ?? (isRetrying ? before?.message : undefined)
  if (message === undefined) return null
  return { message, numbersFrom: readAt === 0 ? null : readAt, retrying: isRetrying }
}

/** Negative where the row is to be looked at before the other. */
export const byAttention = (one: FleetRow, other: FleetRow): number =>
  compareAttention(ranked(one), ranked(other))

const ranked = ({ reasons, application, group }: FleetRow) => ({
  reasons,
  name: `${application.name} ${group.name}`,
})
