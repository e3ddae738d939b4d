import { type Kysely, sql } from 'kysely'
import { windowStart } from '#contract/duration.ts'
import { type Deletion, futureTimesSchema, type PlatteStatus } from '#contract/platte-status.ts'
import type { Schema } from '#server/database/schema.ts'
import { FUTURE_TIMES_SETTING } from '#server/updates/future-times-queries.ts'

/** The latest correction of times in the future; null where there was none. */
export async function findFutureTimes(db: Kysely<Schema>): Promise<PlatteStatus['future_times']> {
  const setting = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', FUTURE_TIMES_SETTING)
    .executeTakeFirst()
  return setting ? futureTimesSchema.parse(JSON.parse(setting.value)) : null
}

/** The groups whose updates safe mode has switched off, and nobody has switched on again. */
export async function listSafeModeBrakes(db: Kysely<Schema>): Promise<PlatteStatus['safe_mode_brakes']> {
  const groups = await db
    .selectFrom('groups')
    .select(['application_id', 'id', 'brake_tripped_ts', 'brake_updates_timed_out', 'brake_limit'])
    .where('policy_updates_enabled', '=', false)
    .orderBy('brake_tripped_ts')
    .orderBy('id')
    .execute()
  return groups.flatMap(({ application_id, id, brake_tripped_ts, brake_updates_timed_out, brake_limit }) =>
    brake_tripped_ts === null || brake_updates_timed_out === null || brake_limit === null
      ? []
      : {
          application_id,
          group_id: id,
          tripped_ts: brake_tripped_ts.toISOString(),
          updates_timed_out: brake_updates_timed_out,
          limit: brake_limit,
        },
  )
}

/** How many different check-ins were refused in the last 24 hours. */
export async function countRefusedCheckIns(db: Kysely<Schema>, now: Date): Promise<number> {
  const { refused } = await db
    .selectFrom('refused_check_ins')
    .select(sql<number>`count(*)::int`.as('refused'))
    .where('last_ts', '>', windowStart('1d', now))
    .executeTakeFirstOrThrow()
  return refused
}

/** Deleted groups and applications that the sweep is not done with, the latest first. */
export async function listDeletions(db: Kysely<Schema>): Promise<Deletion[]> {
  const { rows } = await sql<Omit<Deletion, 'deleted_ts'> & { deleted_ts: Date }>`
    select * from (
      select 'group' as subject, g.name, g.deleted_ts,
        (select count(*)::int from instance_applications n where n.group_id = g.id) as nodes_left
      from all_groups g join applications a on a.id = g.application_id
      where g.deleted_ts is not null
      union all
      select 'application', a.name, a.deleted_ts,
        (select count(*)::int from instance_applications n where n.application_id = a.id)
      from all_applications a where a.deleted_ts is not null
    ) as deleted
    order by deleted_ts desc limit ${MAX_DELETIONS}`.execute(db)
  return rows.map((row) => ({ ...row, deleted_ts: row.deleted_ts.toISOString() }))
}

const MAX_DELETIONS = 10
