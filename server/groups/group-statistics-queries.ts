import { targetVersion } from '#contract/group.ts'
import type { Kysely } from 'kysely'
import { type Duration, windowStart } from '#contract/duration.ts'
import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import { limitBreakdown, MAX_BREAKDOWN_VERSIONS } from '#contract/version-limit.ts'
import type { Schema } from '#server/database/schema.ts'
import { requireGroup } from './group-queries.ts'
import { statusStats, versionShares } from './group-statistics.ts'
import { findTarget } from './target-queries.ts'
import { readNodeBuckets } from './node-bucket-queries.ts'

/** The group's nodes seen in the window, by status (see `statusStats`). Throws an HTTP error 404 for an unknown group. */
export async function countByStatus(
  db: Kysely<Schema>,
  groupId: string,
  duration: Duration,
  now: Date,
): Promise<InstanceStats> {
  const group = await requireGroup(db, groupId)
  const buckets = await readNodeBuckets(db, groupId, windowStart(duration, now))
  return statusStats(buckets, targetVersion(group) ?? '')
}

/**
 * The group's nodes seen in the last 24 hours by version, newest first (see `versionShares`).
 * @param limit how many versions at most (`limitBreakdown`)
 */
export async function countByVersion(
  db: Kysely<Schema>,
  groupId: string,
  now: Date,
  limit: number = MAX_BREAKDOWN_VERSIONS,
): Promise<VersionBreakdown> {
  const breakdown = versionShares(await readNodeBuckets(db, groupId, windowStart('1d', now)))
  if (breakdown.length <= limit) return breakdown
  return limitBreakdown(breakdown, limit, await findTarget(db, groupId))
}
