import { type Insertable, type Kysely, type Selectable, sql } from 'kysely'
import type { Schema, SessionTable } from '#server/database/schema.ts'

export type SessionRow = Selectable<SessionTable>

export async function insertSession(db: Kysely<Schema>, row: Insertable<SessionTable>): Promise<void> {
  await db.insertInto('sessions').values(row).execute()
}

/** @param updateServer the server that the session is for; null for this one */
export async function findSession(
  db: Kysely<Schema>,
  id: string,
  updateServer: string | null,
): Promise<SessionRow | null> {
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('id', '=', id)
    .where(sql<boolean>`update_server is not distinct from ${updateServer}`)
    .executeTakeFirst()
  return row ?? null
}

export async function touchSession(db: Kysely<Schema>, id: string, now: Date): Promise<void> {
  await db.updateTable('sessions').set({ used_ts: now }).where('id', '=', id).execute()
}

/**
 * Makes the caller the only one to refresh the session's tokens, over all processes, until `until`. False where another
 * one refreshes them, or has done so since `row` was read.
 */
export async function claimRefresh(
  db: Kysely<Schema>,
  row: SessionRow,
  now: Date,
  until: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('sessions')
    .set({ refreshing_until: until })
    .where('id', '=', row.id)
    .where('tokens', '=', row.tokens)
    .where((eb) => eb.or([eb('refreshing_until', 'is', null), eb('refreshing_until', '<=', now)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Does nothing for a session that has ended meanwhile. */
export async function updateSession(
  db: Kysely<Schema>,
  id: string,
  changes: Pick<SessionRow, 'refreshing_until'> &
    Partial<Pick<SessionRow, 'name' | 'role' | 'reason' | 'tokens' | 'expires_ts'>>,
): Promise<void> {
  await db.updateTable('sessions').set(changes).where('id', '=', id).execute()
}

export async function deleteSession(db: Kysely<Schema>, id: string): Promise<void> {
  await db.deleteFrom('sessions').where('id', '=', id).execute()
}

/** Ends every session of the person whose session this is. */
export async function deleteSessionsOf(
  db: Kysely<Schema>,
  { issuer, subject }: Pick<SessionRow, 'issuer' | 'subject'>,
): Promise<void> {
  await db.deleteFrom('sessions').where('issuer', '=', issuer).where('subject', '=', subject).execute()
}

/** Deletes those that nobody can use any more. */
export async function deleteSessionsBefore(
  db: Kysely<Schema>,
  { created, used }: { created: Date; used: Date },
): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('created_ts', '<', created), eb('used_ts', '<', used)]))
    .execute()
}
