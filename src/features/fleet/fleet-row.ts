import type { Application } from '#contract/application.ts'
import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import type { PlatteStatus } from '#contract/platte.ts'
import { groupState, type GroupState } from '#src/domain/group-state.ts'
import { type TargetShare, targetShare } from '#src/domain/target-share.ts'

/** Answer to one of a group's two questions, as far as it came. */
export interface Answer<Data> {
  data: Data | undefined
  /** Why the latest try failed; `data` may be an older answer then. */
  error: Error | null
  /** When `data` was read, in ms. */
  dataUpdatedAt: number
  /** It failed before and is being tried again, which forgets `error` where there is no data. */
  isRetrying: boolean
}

/** One line of the fleet. Undefined numbers are not known (yet). */
export interface FleetRow {
  application: { id: string; name: string }
  group: Group
  /** Version of the channel's package. */
  target: string | null
  /** Nodes seen in the last day. */
  nodes: number | undefined
  inProgress: number | undefined
  onHold: number | undefined
  errors: number | undefined
  versions: VersionBreakdown | undefined
  /** Null without a target. */
  share: TargetShare | null | undefined
  state: GroupState
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

const byName = new Intl.Collator('en', { numeric: true }).compare

/** Every group of every application, by their names. */
export function fleetGroups(applications: readonly Application[]): FleetGroup[] {
  return applications
    .flatMap(({ id, name, groups }) => (groups ?? []).map((group) => ({ application: { id, name }, group })))
    .toSorted((a, b) => byName(a.application.name, b.application.name) || byName(a.group.name, b.group.name))
}

/** What the servers tell of safe mode: a list, null where none tells, undefined until it is known. */
export type Brakes = PlatteStatus['safe_mode_brakes'] | undefined

/** @param before the row as it was, whose failure stands until what failed is answered */
export function fleetRow(
  { application, group }: FleetGroup,
  stats: Answer<InstanceStats>,
  breakdown: Answer<VersionBreakdown>,
  brakes: Brakes,
  before?: FleetRow,
): FleetRow {
  const target = group.channel?.package?.version ?? null
  const share = breakdown.data && targetShare(breakdown.data, target)
  return {
    application,
    group,
    target,
    nodes: stats.data?.total,
    inProgress: stats.data && nodesInProgress(stats.data),
    onHold: stats.data?.onhold,
    errors: stats.data?.error,
    versions: breakdown.data,
    share,
    state: rowState(group, share, brakes),
    failure: rowFailure(stats, breakdown, before?.failure ?? null),
  }
}

// Whether an operator or safe mode switched updates off isn't known before the status is.
function rowState(group: Group, share: FleetRow['share'], brakes: Brakes): GroupState {
  const state = groupState(group, share, brakes)
  return state.kind === 'updates-off' && brakes === undefined ? { kind: 'unknown' } : state
}

/** Nodes that have taken an update and not yet booted into it. */
const nodesInProgress = (stats: InstanceStats) =>
  stats.update_granted + stats.downloading + stats.downloaded + stats.installed

function rowFailure(
  stats: Answer<InstanceStats>,
  breakdown: Answer<VersionBreakdown>,
  before: RowFailure | null,
): RowFailure | null {
  const retrying = stats.isRetrying || breakdown.isRetrying
  const message = stats.error?.message ?? breakdown.error?.message ?? (retrying ? before?.message : undefined)
  if (message === undefined) return null
  const read = [stats, breakdown]
    .filter(({ data }) => data !== undefined)
    .map((answer) => answer.dataUpdatedAt)
  return { message, numbersFrom: read.length === 0 ? null : Math.min(...read), retrying }
}
