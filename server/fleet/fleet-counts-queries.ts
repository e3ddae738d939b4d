import { type Kysely, sql } from 'kysely'
import { windowStart } from '#contract/duration.ts'
import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import { compareVersions } from '#contract/version-order.ts'
import type { Schema } from '#server/database/schema.ts'
import { statusCounts } from '#server/groups/group-statistics-queries.ts'
import { isCounted } from '#server/instances/counted-instances.ts'

export interface GroupCounts {
  instances_stats: Record<'1d' | '30d', InstanceStats>
  version_breakdown: VersionBreakdown
}

/**
 * What `countByStatus` and `countByVersion` say of each group, for all of them at once, by the group's id. A group
 * without nodes in 30 days is not among them.
 */
export async function countFleet(db: Kysely<Schema>, now: Date): Promise<Map<string, GroupCounts>> {
  const [lastDay, last30Days, versions] = await Promise.all([
    countByStatusSince(db, windowStart('1d', now)),
    countByStatusSince(db, windowStart('30d', now)),
    countByVersionSince(db, windowStart('1d', now)),
  ])
  return new Map(
    [...last30Days].map(([groupId, stats]) => [
      groupId,
      {
        instances_stats: { '1d': lastDay.get(groupId) ?? NO_NODES, '30d': stats },
        version_breakdown: versions.get(groupId) ?? [],
      },
    ]),
  )
}

export const NO_NODES: InstanceStats = {
  total: 0,
  undefined: 0,
  update_granted: 0,
  error: 0,
  complete: 0,
  installed: 0,
  downloaded: 0,
  downloading: 0,
  onhold: 0,
}

async function countByStatusSince(db: Kysely<Schema>, since: Date): Promise<Map<string, InstanceStats>> {
  const rows = await db
    .selectFrom('instance_applications')
    .innerJoin('groups', 'groups.id', 'group_id')
    .leftJoin('channels', 'channels.id', 'channel_id')
    .leftJoin('packages', 'packages.id', 'package_id')
    .select('groups.id')
    .select(statusCounts(sql`coalesce(packages.version, '')`))
    .where('last_check_for_updates', '>', since)
    .where(isCounted('instance_id'))
    .groupBy('groups.id')
    .execute()
  return new Map(rows.map(({ id, ...stats }) => [id, stats]))
}

async function countByVersionSince(db: Kysely<Schema>, since: Date): Promise<Map<string, VersionBreakdown>> {
  const { rows } = await sql<VersionBreakdown[number] & { group_id: string }>`
    select group_id, version, instances, (instances * 100.0 / total)::float8 as percentage
    from (
      select group_id, version,
        (count(*) filter (where ${isCounted('instance_id')}))::int as instances,
        sum(count(*)) over (partition by group_id) as total
      from instance_applications
      where group_id is not null and last_check_for_updates > ${since}
      group by group_id, version
    ) as versions
    where instances > 0`.execute(db)
  const byGroup = new Map<string, VersionBreakdown>()
  for (const { group_id, ...version } of rows) {
    byGroup.set(group_id, [...(byGroup.get(group_id) ?? []), version])
  }
  return new Map(
    [...byGroup].map(([groupId, versions]) => [
      groupId,
      versions.toSorted((one, other) => compareVersions(other.version, one.version)),
    ]),
  )
}
