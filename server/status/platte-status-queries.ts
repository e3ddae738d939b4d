import type { Kysely } from 'kysely'
import type { PlatteStatus } from '#contract/platte.ts'
import type { Schema } from '#server/database/schema.ts'

/** Whether the nodes in this database are simulated. */
export async function isDemo(db: Kysely<Schema>): Promise<boolean> {
  const setting = await db.selectFrom('settings').select('value').where('key', '=', 'demo').executeTakeFirst()
  return setting?.value === 'true'
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
