import { targetVersion } from '#contract/group.ts'
import type { Kysely } from 'kysely'
import { type Duration, windowStart } from '#contract/duration.ts'
import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import type { Schema } from '#server/database/schema.ts'
import { requireGroup } from './group-queries.ts'
import { statusStats, versionShares } from './group-statistics.ts'
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

/** The group's nodes seen in the last 24 hours by version, newest first (see `versionShares`). */
export async function countByVersion(
  db: Kysely<Schema>,
  groupId: string,
  now: Date,
): Promise<VersionBreakdown> {
  return versionShares(await readNodeBuckets(db, groupId, windowStart('1d', now)))
}
