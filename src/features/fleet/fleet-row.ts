import type { Application } from '#contract/application.ts'
import type { FailingGroup } from '#contract/failing-nodes.ts'
import type { GroupStats } from '#contract/fleet-summary.ts'
import type { GroupPause } from '#contract/group-pause.ts'
import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import { type Group, targetVersion } from '#contract/group.ts'
import type { PlatteStatus } from '#contract/platte-status.ts'
import { nodesInProgress } from '#contract/update-rules/waiting-nodes.ts'
import type { GroupStatsResult } from '#src/api/group-stats.ts'
import {
  attentionReasons,
  attentionWithoutNumbers,
  type AttentionReason,
} from '#src/domain/attention/attention-reasons.ts'
import { compareAttention } from '#src/domain/attention/compare-attention.ts'
import { groupState, type GroupState } from '#src/domain/rollout/group-state.ts'
import { silentNodes } from '#src/domain/rollout/rollout-progress.ts'
import { type TargetShare, targetShare } from '#src/domain/rollout/target-share.ts'
import { compareNames } from '#src/lib/compare-names.ts'

/** A group and its stats. What is undefined is not known (yet). */
export interface FleetRow {
  application: { id: string; name: string }
  group: Group
  /** Version of the channel's package; null for none. */
  target: string | null
  /** Nodes seen in the last 24 hours, by status. */
  lastDay: InstanceStats | undefined
  inProgress: number | undefined
  /** Nodes seen in the last 30 days, but not in the last 24 hours. */
  silent: number | undefined
  versions: VersionBreakdown | undefined
  /** Null without a target. */
  share: TargetShare | null | undefined
  state: GroupState
  /** Why the group needs attention, most serious first. */
  reasons: AttentionReason[] | undefined
  /** Who paused the group, if it is paused and anything is known of it. */
  pause: RowPause | null
  /** When the rollout is about done, in ms; null for never, undefined where there is no estimate. */
  doneAt?: number | null
  failure: ReadFailure | null
}

export interface RowPause {
  since: string
  by: Pick<GroupPause, 'actor' | 'reason'> | null
  /** Whether updates may have been switched off by something else since. */
  isUncertain: boolean
}

/** Why a group's stats could not be read. */
export interface ReadFailure {
  message: string
  /** When the stats that are still shown were read, in ms; null where there are none. */
  lastReadAt: number | null
  isRetrying: boolean
}

export interface FleetGroup {
  application: { id: string; name: string }
  group: Group
}

/** Every group of every application, by application name and group name. */
export function fleetGroups(applications: readonly Application[]): FleetGroup[] {
  return applications
    .flatMap(({ id, name, groups }) => (groups ?? []).map((group) => ({ application: { id, name }, group })))
    .toSorted(
      (a, b) =>
        compareNames(a.application.name, b.application.name) || compareNames(a.group.name, b.group.name),
    )
}

/** Safe mode's brakes: null where they are not reported, undefined while they load. */
export type SafeModeBrakes = PlatteStatus['safe_mode_brakes'] | undefined

export interface FleetRowInput {
  result: GroupStatsResult
  brakes: SafeModeBrakes
  /** Whether the freeze in force has paused the group. */
  isFrozen?: boolean
  /** Its nodes that were rolled back or fail in a loop; undefined for none. */
  looping?: FailingGroup | undefined
  /** From the audit log. */
  logged?: GroupPause | undefined
  /** In ms. */
  now: number
  /** The row before this one, whose failure stays until a retry succeeds. */
  previous?: FleetRow | undefined
}

export function fleetRow(
  { application, group }: FleetGroup,
  { result, brakes, isFrozen = false, looping, logged, now, previous }: FleetRowInput,
): FleetRow {
  const { stats } = result
  const target = targetVersion(group)
  const lastDay = stats?.instances_stats?.['1d']
  const last30Days = stats?.instances_stats?.['30d']
  const versions = stats?.version_breakdown ?? undefined
  const share = versions && targetShare(versions, target)
  const failure = readFailure(result, previous?.failure ?? null)
  const state = stateOf(group, share, brakes, { isFrozen, now, lastDay })
  return {
    application,
    group,
    target,
    lastDay,
    inProgress: lastDay && nodesInProgress(lastDay),
    silent: lastDay && last30Days && silentNodes(lastDay, last30Days),
    versions,
    share,
    state,
    reasons:
      (stats && reasonsFor({ group, state, share, looping }, stats, now)) ??
      (failure ? attentionWithoutNumbers(state, now) : undefined),
    pause: pauseOf(state, stats, logged),
    failure,
  }
}

function stateOf(
  group: Group,
  share: FleetRow['share'],
  brakes: SafeModeBrakes,
  facts: Parameters<typeof groupState>[3],
): GroupState {
  const state = groupState(group, share, brakes, facts)
  // Only the brakes show whether an operator or safe mode switched updates off.
  return state.kind === 'updates-off' && brakes === undefined ? { kind: 'unknown' } : state
}

function reasonsFor(
  {
    group,
    state,
    share,
    looping,
  }: Pick<FleetRow, 'group' | 'state' | 'share'> & Pick<FleetRowInput, 'looping'>,
  groupStats: GroupStats,
  now: number,
): AttentionReason[] | undefined {
  const { instances_stats: stats } = groupStats
  if (!stats || share === undefined || state.kind === 'unknown') return undefined
  const rollout = {
    startedTs: groupStats.rollout_started_ts,
    lastCompletionTs: groupStats.last_completion_ts,
  }
  return attentionReasons(
    { group, state, lastDay: stats['1d'], last30Days: stats['30d'], share, rollout, looping },
    now,
  )
}

function pauseOf(
  { kind }: GroupState,
  stats: GroupStats | undefined,
  logged: GroupPause | undefined,
): RowPause | null {
  if (kind !== 'paused' && kind !== 'frozen' && kind !== 'updates-off') return null
  const since = stats?.paused_ts ?? logged?.paused_ts
  if (since === undefined) return null
  return { since, by: logged ?? null, isUncertain: kind === 'updates-off' }
}

function readFailure(
  { error, isRetrying, readAt }: GroupStatsResult,
  previous: ReadFailure | null,
): ReadFailure | null {
  const message = error?.message ?? (isRetrying ? previous?.message : undefined)
  if (message === undefined) return null
  return { message, lastReadAt: readAt === 0 ? null : readAt, isRetrying }
}

/** How urgent the groups below each other are. */
export const FLEET_SECTIONS = ['attention', 'rolling-out', 'unknown', 'up-to-date'] as const
export type FleetSection = (typeof FLEET_SECTIONS)[number]

/** Being behind is what a rollout is for. */
export function fleetSection({ reasons }: Pick<FleetRow, 'reasons'>): FleetSection {
  if (reasons === undefined) return 'unknown'
  if (reasons.some(({ kind }) => kind !== 'behind')) return 'attention'
  return reasons.length > 0 ? 'rolling-out' : 'up-to-date'
}

/** Sorts by section, and within it the groups first that need attention most; those that need none by application. */
export const compareByAttention = (a: FleetRow, b: FleetRow): number =>
  FLEET_SECTIONS.indexOf(fleetSection(a)) - FLEET_SECTIONS.indexOf(fleetSection(b)) ||
  compareAttention(rankedGroup(a), rankedGroup(b))

const rankedGroup = ({ reasons, application, group }: FleetRow) => ({
  reasons,
  name: `${application.name} ${group.name}`,
})
