import type { FleetRow } from './fleet-row.ts'

export interface FleetTotals {
  groups: number
  /** Groups whose nodes are counted in `nodes`, `inProgress`, `onHold` and `errors`. */
  groupsCounted: number
  nodes: number
  /** Applications that have nodes; a node counts once for each that it runs. */
  applications: number
  inProgress: number
  onHold: number
  errors: number
  /** Over the groups that have a target and whose versions are known. */
  atTarget: number
  nodesWithTarget: number
  groupsWithoutTarget: number
  /** Names of groups that failed and of which nothing is known. */
  missing: string[]
  /** Groups of which nothing is known yet. */
  awaited: number
  paused: number
  held: number
  off: number
}

/** Sums over whatever is known, and what is missing from them. */
export function fleetTotals(rows: readonly FleetRow[]): FleetTotals {
  const totals: FleetTotals = {
    groups: rows.length,
    groupsCounted: 0,
    nodes: 0,
    applications: new Set(rows.filter(({ nodes }) => nodes).map(({ application }) => application.id)).size,
    inProgress: 0,
    onHold: 0,
    errors: 0,
    atTarget: 0,
    nodesWithTarget: 0,
    groupsWithoutTarget: 0,
    missing: [],
    awaited: 0,
    paused: 0,
    held: 0,
    off: 0,
  }
  for (const { group, nodes, inProgress, onHold, errors, share, target, state, failure } of rows) {
    const complete = nodes !== undefined && share !== undefined
    if (!complete && failure) totals.missing.push(group.name)
    else if (!complete) totals.awaited += 1
    if (nodes !== undefined) totals.groupsCounted += 1
    totals.nodes += nodes ?? 0
    totals.inProgress += inProgress ?? 0
    totals.onHold += onHold ?? 0
    totals.errors += errors ?? 0
    totals.atTarget += share?.atTarget ?? 0
    totals.nodesWithTarget += share?.nodes ?? 0
    if (target === null) totals.groupsWithoutTarget += 1
    if (state.kind === 'paused') totals.paused += 1
    if (state.kind === 'held-by-safe-mode') totals.held += 1
    if (state.kind === 'updates-off') totals.off += 1
  }
  return totals
}
