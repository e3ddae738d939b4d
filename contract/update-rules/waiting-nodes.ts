import type { InstanceStats } from '#contract/group-statistics.ts'

/** Nodes that were granted an update and have not booted into it yet. */
export const nodesInProgress = (stats: InstanceStats): number =>
  stats.update_granted + stats.downloading + stats.downloaded + stats.installed

/**
 * The one count of the nodes that wait for an update: those below the target without an update in progress, seen in the
 * last 24 hours. They are what is left of the counts that a page shows beside it. A node that runs the target without having
 * reported the end of its update counts as in progress, since the lists do not show that it is the same node.
 */
export const waitingNodes = (
  { nodes, atTarget }: { nodes: number; atTarget: number },
  stats: InstanceStats,
): number => Math.max(0, nodes - atTarget - nodesInProgress(stats))
