import { type Kysely, sql } from 'kysely'

/** Since when an operator has a group's updates switched off; null where they are on, or it isn't known. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table groups add column updates_disabled_ts timestamptz`.execute(db)
}
