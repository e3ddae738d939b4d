import { type Kysely, sql } from 'kysely'

/** Failures are few among a group's entries, and a rollout's are asked for all at once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index instance_status_history_failed
    on instance_status_history (group_id, created_ts) where status = 3`.execute(db)
}
