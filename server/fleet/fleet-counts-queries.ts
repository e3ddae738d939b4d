import { type Kysely, type RawBuilder, sql } from 'kysely'
import { windowStart } from '#contract/duration.ts'
import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { compareVersions } from '#contract/version-order.ts'
import type { Schema } from '#server/database/schema.ts'
import { isCounted } from '#server/instances/counted-instances.ts'

/** A group's counts, as its own reads give them. */
export interface GroupCounts {
  group_id: string
  stats: Record<'1d' | '30d', InstanceStats>
  version_breakdown: VersionBreakdown
}

/** What `countByStatus` and `countByVersion` say of each group, for all of them at once; in no order. */
export async function countFleet(db: Kysely<Schema>, now: Date): Promise<GroupCounts[]> {
  const [groups, lastDay, last30Days, versions] = await Promise.all([
    db.selectFrom('groups').select('id').execute(),
    countByStatusSince(db, windowStart('1d', now)),
    countByStatusSince(db, windowStart('30d', now)),
    countByVersionSince(db, windowStart('1d', now)),
  ])
  return groups.map(({ id }) => ({
    group_id: id,
    stats: { '1d': lastDay.get(id) ?? NO_NODES, '30d': last30Days.get(id) ?? NO_NODES },
    version_breakdown: versions.get(id) ?? [],
  }))
}

const NO_NODES: InstanceStats = {
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

const runsTarget = sql`instance_applications.version = coalesce(packages.version, '')`
const count = (condition: RawBuilder<unknown>) => sql<number>`(count(*) filter (where ${condition}))::int`

async function countByStatusSince(db: Kysely<Schema>, since: Date): Promise<Map<string, InstanceStats>> {
  const rows = await db
    .selectFrom('instance_applications')
    .innerJoin('groups', 'groups.id', 'group_id')
    .leftJoin('channels', 'channels.id', 'channel_id')
    .leftJoin('packages', 'packages.id', 'package_id')
    .select('groups.id')
    .select([
      sql<number>`count(*)::int`.as('total'),
      count(sql`status is null and not ${runsTarget}`).as('undefined'),
      count(sql`status = ${INSTANCE_STATUS.updateGranted}`).as('update_granted'),
      count(sql`status = ${INSTANCE_STATUS.error}`).as('error'),
      count(sql`status = ${INSTANCE_STATUS.complete} or (status is null and ${runsTarget})`).as('complete'),
      count(sql`status = ${INSTANCE_STATUS.installed}`).as('installed'),
      count(sql`status = ${INSTANCE_STATUS.downloaded}`).as('downloaded'),
      count(sql`status = ${INSTANCE_STATUS.downloading}`).as('downloading'),
      count(sql`status = ${INSTANCE_STATUS.onHold}`).as('onhold'),
    ])
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
