import type { InstanceStats } from '#contract/group-statistics.ts'
import { nodesInProgress } from '#contract/update-rules/waiting-nodes.ts'
import { rolloutProgress } from '#src/domain/rollout/rollout-progress.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { sum } from '#src/lib/sum.ts'
import type { FleetRow } from './fleet-row.ts'

export interface FleetTotals {
  groups: number
  /** Groups with known stats, which the following counts cover. */
  groupsKnown: number
  /** Nodes seen in the last 24 hours, by status. */
  lastDay: InstanceStats
  /** Nodes in `lastDay.total` that the server counts under no status. */
  withoutStatus: number
  inProgress: number
  /** Nodes seen in the last 30 days, but not in the last 24 hours. */
  silent: number
  /** Distinct versions that nodes run. */
  versions: number
  /** Applications with nodes. A node counts once for each application that it runs. */
  applications: number
  /** Over the groups with a target and known versions. */
  atTarget: number
  nodesWithTarget: number
  groupsWithoutTarget: number
  /** Nodes seen in the last 24 hours in those groups. */
  nodesWithoutTarget: number
  /** Names of the groups that could not be read and have no earlier stats. */
  failedGroups: string[]
  /** Groups that are still loading. */
  pending: number
}

/** Sums over the groups with known stats, and what they leave out. */
export function fleetTotals(rows: readonly FleetRow[]): FleetTotals {
  const known = rows.filter(({ lastDay }) => lastDay !== undefined)
  const incomplete = rows.filter(({ lastDay, share }) => lastDay === undefined || share === undefined)
  const failed = incomplete.filter(({ failure }) => failure !== null)
  const withoutTarget = rows.filter(({ target }) => target === null)
  const lastDay = sumStats(known.flatMap((row) => row.lastDay ?? []))
  return {
    groups: rows.length,
    groupsKnown: known.length,
    lastDay,
    withoutStatus: rolloutProgress(lastDay).remainder,
    inProgress: nodesInProgress(lastDay),
    silent: sum(known.map(({ silent }) => silent ?? 0)),
    versions: new Set(rows.flatMap((row) => (row.versions ?? []).map(({ version }) => version))).size,
    applications: new Set(known.filter((row) => row.lastDay?.total).map(({ application }) => application.id))
      .size,
    atTarget: sum(rows.map(({ share }) => share?.atTarget ?? 0)),
    nodesWithTarget: sum(rows.map(({ share }) => share?.nodes ?? 0)),
    groupsWithoutTarget: withoutTarget.length,
    nodesWithoutTarget: sum(withoutTarget.map(({ lastDay }) => lastDay?.total ?? 0)),
    failedGroups: failed.map(({ group }) => group.name),
    pending: incomplete.length - failed.length,
  }
}

function sumStats(all: readonly InstanceStats[]): InstanceStats {
  const sumOf = (field: keyof InstanceStats) => sum(all.map((stats) => stats[field]))
  return {
    total: sumOf('total'),
    undefined: sumOf('undefined'),
    update_granted: sumOf('update_granted'),
    error: sumOf('error'),
    complete: sumOf('complete'),
    installed: sumOf('installed'),
    downloaded: sumOf('downloaded'),
    downloading: sumOf('downloading'),
    onhold: sumOf('onhold'),
  }
}

/** What "on target" is a share of: "of 1,336 with a target"; undefined while all nodes have one. */
export const targetNote = ({ nodesWithTarget, nodesWithoutTarget }: FleetTotals): string | undefined =>
  nodesWithoutTarget > 0 ? `of ${formatNumber(nodesWithTarget)} with a target` : undefined
