import type { InstanceStats } from '#contract/group-statistics.ts'
import { nodesInProgress, rolloutProgress } from '#src/domain/rollout/rollout-progress.ts'
import type { FleetRow } from './fleet-row.ts'

export interface FleetTotals {
  groups: number
  /** Groups whose nodes are counted in what follows. */
  groupsCounted: number
  /** Seen in the last day, by status. */
  lastDay: InstanceStats
  /** Of them, those that the server has in its total and in no status. */
  withoutStatus: number
  inProgress: number
  /** Seen in the last 30 days, and not in the last one. */
  silent: number
  /** How many different ones run. */
  versions: number
  /** Applications that have nodes; a node counts once for each that it runs. */
  applications: number
  /** Over the groups that have a target and whose versions are known. */
  atTarget: number
  nodesWithTarget: number
  groupsWithoutTarget: number
  /** Names of groups that failed and of which nothing is known. */
  missing: string[]
  /** Groups of which nothing is known yet. */
  awaited: number
  paused: number
  frozen: number
  held: number
  off: number
}

/** Sums over whatever is known, and what is missing from them. */
export function fleetTotals(rows: readonly FleetRow[]): FleetTotals {
  const known = rows.filter(({ lastDay }) => lastDay !== undefined)
  const incomplete = rows.filter(({ lastDay, share }) => lastDay === undefined || share === undefined)
  const missing = incomplete.filter(({ failure }) => failure !== null)
  const lastDay = sumOf(known.flatMap((row) => row.lastDay ?? []))
  const inState = (kind: FleetRow['state']['kind']) => rows.filter(({ state }) => state.kind === kind).length
  return {
    groups: rows.length,
    groupsCounted: known.length,
    lastDay,
    withoutStatus: rolloutProgress(lastDay).remainder,
    inProgress: nodesInProgress(lastDay),
    silent: sum(known.map(({ silent }) => silent ?? 0)),
    versions: new Set(rows.flatMap((row) => (row.versions ?? []).map(({ version }) => version))).size,
    applications: new Set(known.filter((row) => row.lastDay?.total).map(({ application }) => application.id))
      .size,
    atTarget: sum(rows.map(({ share }) => share?.atTarget ?? 0)),
    nodesWithTarget: sum(rows.map(({ share }) => share?.nodes ?? 0)),
    groupsWithoutTarget: rows.filter(({ target }) => target === null).length,
    missing: missing.map(({ group }) => group.name),
    awaited: incomplete.length - missing.length,
    paused: inState('paused'),
    frozen: inState('frozen'),
    held: inState('held-by-safe-mode'),
    off: inState('updates-off'),
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function sumOf(all: readonly InstanceStats[]): InstanceStats {
  const of = (field: keyof InstanceStats) => sum(all.map((stats) => stats[field]))
  return {
    total: of('total'),
    undefined: of('undefined'),
    update_granted: of('update_granted'),
    error: of('error'),
    complete: of('complete'),
    installed: of('installed'),
    downloaded: of('downloaded'),
    downloading: of('downloading'),
    onhold: of('onhold'),
  }
}
