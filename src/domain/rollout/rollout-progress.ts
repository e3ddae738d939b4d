import type { InstanceStats } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'

interface StatusCount {
  status: InstanceStatus
  nodes: number
}

/** A group's nodes by where they are in an update; the counts add up to `total`. */
export interface RolloutProgress {
  total: number
  /** In the order in which a node passes them. */
  stages: StatusCount[]
  /** Beside the way: failed, held back, nothing reported. */
  aside: StatusCount[]
  /** Nodes that the server has in its total and in no status. */
  remainder: number
}

export function rolloutProgress(stats: InstanceStats): RolloutProgress {
  const stages: StatusCount[] = [
    { status: INSTANCE_STATUS.updateGranted, nodes: stats.update_granted },
    { status: INSTANCE_STATUS.downloading, nodes: stats.downloading },
    { status: INSTANCE_STATUS.downloaded, nodes: stats.downloaded },
    { status: INSTANCE_STATUS.installed, nodes: stats.installed },
    { status: INSTANCE_STATUS.complete, nodes: stats.complete },
  ]
  const aside: StatusCount[] = [
    { status: INSTANCE_STATUS.error, nodes: stats.error },
    { status: INSTANCE_STATUS.onHold, nodes: stats.onhold },
    { status: INSTANCE_STATUS.undefined, nodes: stats.undefined },
  ]
  const counted = [...stages, ...aside].reduce((sum, { nodes }) => sum + nodes, 0)
  return { total: stats.total, stages, aside, remainder: Math.max(0, stats.total - counted) }
}

/** Nodes that were seen in the last 30 days and not in the last one. */
export const silentNodes = (lastDay: InstanceStats, last30Days: InstanceStats): number =>
  Math.max(0, last30Days.total - lastDay.total)

/** Nodes that have taken an update and not yet booted into it. */
export const nodesInProgress = (stats: InstanceStats): number =>
  stats.update_granted + stats.downloading + stats.downloaded + stats.installed
