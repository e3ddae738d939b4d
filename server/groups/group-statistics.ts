import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { compareVersions } from '#contract/version-order.ts'
import type { NodeBucket } from './seen-members-queries.ts'

/**
 * Nodes by status. One that never told a status is `complete` where it runs the target (empty for none). One with
 * the stored status 1 is in `total` alone.
 */
export function statusStats(members: readonly NodeBucket[], target: string): InstanceStats {
  const counted = members.filter((alike) => alike.counted)
  const sum = (alike: (member: NodeBucket) => boolean) =>
    counted.filter(alike).reduce((total, { nodes }) => total + nodes, 0)
  const told = (wanted: number) => sum(({ status }) => status === wanted)
  return {
    total: sum(() => true),
    undefined: sum(({ status, version }) => status === null && version !== target),
    update_granted: told(INSTANCE_STATUS.updateGranted),
    error: told(INSTANCE_STATUS.error),
    complete:
      told(INSTANCE_STATUS.complete) + sum(({ status, version }) => status === null && version === target),
    installed: told(INSTANCE_STATUS.installed),
    downloaded: told(INSTANCE_STATUS.downloaded),
    downloading: told(INSTANCE_STATUS.downloading),
    onhold: told(INSTANCE_STATUS.onHold),
  }
}

/**
 * Nodes by version, newest first. As in Nebraska, a percentage is of all of them, those whose machine id doesn't
 * count included.
 */
export function versionShares(members: readonly NodeBucket[]): VersionBreakdown {
  const total = members.reduce((sum, { nodes }) => sum + nodes, 0)
  const instances = new Map<string, number>()
  for (const { version, counted, nodes } of members)
    if (counted) instances.set(version, (instances.get(version) ?? 0) + nodes)
  return [...instances]
    .map(([version, nodes]) => ({ version, instances: nodes, percentage: (nodes * 100) / total }))
    .toSorted((one, other) => compareVersions(other.version, one.version))
}
