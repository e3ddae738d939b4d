import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

const COUNTED_TABLES = ['instance_applications', 'instance_status_history', 'version_spells']

/**
 * Disables the count triggers while `work` writes a whole fleet, then recounts everything once: the same result many
 * times faster. Other transactions can't write nodes or history until this one ends.
 */
export async function countOnce(trx: Transaction<Schema>, work: () => Promise<void>): Promise<void> {
  // A fleet takes longer than a request may.
  await sql`set local statement_timeout = 0`.execute(trx)
  await setTriggers(trx, 'disable')
  await work()
  await sql`select rebuild_kept_counts()`.execute(trx)
  await sql`select rebuild_version_changes()`.execute(trx)
  await setTriggers(trx, 'enable')
}

async function setTriggers(db: Kysely<Schema>, action: 'enable' | 'disable'): Promise<void> {
  for (const table of COUNTED_TABLES)
    await sql`alter table ${sql.table(table)} ${sql.raw(action)} trigger user`.execute(db)
}
