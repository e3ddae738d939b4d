import { type Kysely, sql } from 'kysely'
import { type Duration, windowStart } from '#contract/duration.ts'
import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { compareVersions } from '#contract/version-order.ts'
import type { Schema } from '#server/database/schema.ts'
import { isCounted } from '#server/instances/counted-instances.ts'
import { requireGroup } from './group-queries.ts'

/**
 * The group's nodes seen in the window, by status. A node that never told a status is `complete` where it
 * runs the group's target. One with the stored status 1 is in `total` alone. Refuses an unknown group.
 */
export async function countByStatus(
  db: Kysely<Schema>,
  groupId: string,
  duration: Duration,
  now: Date,
): Promise<InstanceStats> {
  const { channel } = await requireGroup(db, groupId)
  const target = channel?.package?.version ?? ''
  return db
    .selectFrom('instance_applications')
    .select([
      sql<number>`count(*)::int`.as('total'),
      count(sql`status is null and version <> ${target}`).as('undefined'),
      count(sql`status = ${INSTANCE_STATUS.updateGranted}`).as('update_granted'),
      count(sql`status = ${INSTANCE_STATUS.error}`).as('error'),
      count(sql`status = ${INSTANCE_STATUS.complete} or (status is null and version = ${target})`).as(
        'complete',
      ),
      count(sql`status = ${INSTANCE_STATUS.installed}`).as('installed'),
      count(sql`status = ${INSTANCE_STATUS.downloaded}`).as('downloaded'),
      count(sql`status = ${INSTANCE_STATUS.downloading}`).as('downloading'),
      count(sql`status = ${INSTANCE_STATUS.onHold}`).as('onhold'),
    ])
    .where('group_id', '=', groupId)
    .where('last_check_for_updates', '>', windowStart(duration, now))
    .where(isCounted('instance_id'))
    .executeTakeFirstOrThrow()
}

const count = (condition: ReturnType<typeof sql>) => sql<number>`(count(*) filter (where ${condition}))::int`

/**
 * The group's nodes seen in the last day by version, newest first. As in Nebraska, a percentage is of all of
 * them, those whose machine id doesn't count (`isCounted`) included.
 */
export async function countByVersion(
  db: Kysely<Schema>,
  groupId: string,
  now: Date,
): Promise<VersionBreakdown> {
  const { rows } = await sql<VersionBreakdown[number] & { instances: number }>`
    select version, instances, (instances * 100.0 / total)::float8 as percentage
    from (
      select version,
        (count(*) filter (where ${isCounted('instance_id')}))::int as instances,
        sum(count(*)) over () as total
      from instance_applications
      where group_id = ${groupId} and last_check_for_updates > ${windowStart('1d', now)}
      group by version
    ) as versions
    where instances > 0`.execute(db)
  return rows.toSorted((one, other) => compareVersions(other.version, one.version))
}
