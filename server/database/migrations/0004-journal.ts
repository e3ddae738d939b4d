import { type Kysely, sql } from 'kysely'

/** Every write through this server, or to the one that it stands in front of (`update_server`; null is itself). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table journal (
    id bigint generated always as identity primary key,
    update_server text,
    created_ts timestamptz not null,
    actor text not null,
    action text not null,
    subject text not null,
    application_id text,
    subject_id text,
    subject_name text not null,
    before jsonb,
    after jsonb,
    reason text not null,
    outcome text not null,
    message text
  )`.execute(db)
  await sql`create index journal_application on journal (application_id, id desc)`.execute(db)
  await sql`create index journal_subject on journal (subject_id, id desc)`.execute(db)
  await sql`create index journal_created on journal (created_ts)`.execute(db)
}
