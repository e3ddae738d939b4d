import type { InstanceStats } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'

interface StatusCount {
  status: InstanceStatus
  nodes: number
}

/** A group's nodes by their stage of an update; the counts and the remainder add up to `total`. */
export interface RolloutProgress {
  total: number
  /** In the order in which a node passes through them. */
  stages: StatusCount[]
  /** Nodes outside an update: failed, on hold, or without a report. */
  others: StatusCount[]
  /** Nodes that the server counts in its total but in no status (docs/protocol.md, “Counts”). */
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
  const others: StatusCount[] = [
    { status: INSTANCE_STATUS.error, nodes: stats.error },
    { status: INSTANCE_STATUS.onHold, nodes: stats.onhold },
    { status: INSTANCE_STATUS.undefined, nodes: stats.undefined },
  ]
  const counted = [...stages, ...others].reduce((sum, { nodes }) => sum + nodes, 0)
  return { total: stats.total, stages, others, remainder: Math.max(0, stats.total - counted) }
}

/** Nodes seen in the last 30 days but not in the last 24 hours. */
export const silentNodes = (lastDay: InstanceStats, last30Days: InstanceStats): number =>
  Math.max(0, last30Days.total - lastDay.total)
