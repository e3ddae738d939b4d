import { type Kysely, sql } from 'kysely'

/**
 * Freezes of this server's groups, or of the one's that it stands in front of (`update_server`; null is itself). The
 * groups are held by their ids alone: a freeze outlives them, and in front of another server they stand elsewhere.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table freezes (
    id uuid primary key,
    update_server text,
    created_ts timestamptz not null,
    actor text not null,
    reason text not null,
    exceptions jsonb not null,
    thawed_ts timestamptz
  )`.execute(db)
  await sql`create unique index freezes_in_force on freezes (coalesce(update_server, '')) where thawed_ts is null`.execute(
    db,
  )
  await sql`create table frozen_groups (
    freeze_id uuid not null references freezes (id) on delete cascade,
    group_id uuid not null,
    position integer not null,
    application_id uuid not null,
    application_name text not null,
    group_name text not null,
    before jsonb not null,
    outcome text not null,
    thaw text,
    message text,
    primary key (freeze_id, group_id)
  )`.execute(db)
}
