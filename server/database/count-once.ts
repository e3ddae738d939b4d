import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

const COUNTED_TABLES = ['instance_applications', 'instance_status_history', 'version_spells']

/**
 * Lets `work` write whole fleets without keeping count, and counts everything once when it is done: many times
 * faster, and the same. Until the transaction ends nobody else writes nodes or history.
 */
export async function countOnce(trx: Transaction<Schema>, work: () => Promise<void>): Promise<void> {
  await keepCount(trx, 'disable')
  await work()
  await sql`select rebuild_kept_counts()`.execute(trx)
  await keepCount(trx, 'enable')
}

async function keepCount(db: Kysely<Schema>, how: 'enable' | 'disable'): Promise<void> {
  for (const table of COUNTED_TABLES)
    // oxlint-disable-next-line no-await-in-loop -- one connection
    await sql`alter table ${sql.table(table)} ${sql.raw(how)} trigger user`.execute(db)
}
