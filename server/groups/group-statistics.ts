import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { compareVersions } from '#contract/version-order.ts'
import type { NodeBucket } from './node-bucket-queries.ts'

/**
 * Nodes by status. A node that never reported a status is `complete` if it runs the target (empty for none), else
 * `undefined`. A node with the stored status 1 is only in `total`.
 */
export function statusStats(buckets: readonly NodeBucket[], target: string): InstanceStats {
  const counted = buckets.filter((bucket) => bucket.counted)
  const sum = (matches: (bucket: NodeBucket) => boolean) =>
    counted.filter(matches).reduce((total, { nodes }) => total + nodes, 0)
  const withStatus = (wanted: number) => sum(({ status }) => status === wanted)
  return {
    total: sum(() => true),
    undefined: sum(({ status, version }) => status === null && version !== target),
    update_granted: withStatus(INSTANCE_STATUS.updateGranted),
    error: withStatus(INSTANCE_STATUS.error),
    complete:
      withStatus(INSTANCE_STATUS.complete) +
      sum(({ status, version }) => status === null && version === target),
    installed: withStatus(INSTANCE_STATUS.installed),
    downloaded: withStatus(INSTANCE_STATUS.downloaded),
    downloading: withStatus(INSTANCE_STATUS.downloading),
    onhold: withStatus(INSTANCE_STATUS.onHold),
  }
}

/** Nodes by version, newest first. As in Nebraska, percentages are of all nodes, including ids of test tools. */
export function versionShares(buckets: readonly NodeBucket[]): VersionBreakdown {
  const total = buckets.reduce((sum, { nodes }) => sum + nodes, 0)
  const instances = new Map<string, number>()
  for (const { version, counted, nodes } of buckets)
    if (counted) instances.set(version, (instances.get(version) ?? 0) + nodes)
  return [...instances]
    .map(([version, nodes]) => ({ version, instances: nodes, percentage: (nodes * 100) / total }))
    .toSorted((one, other) => compareVersions(other.version, one.version))
}
