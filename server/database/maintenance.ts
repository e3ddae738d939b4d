import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'
import { isCheckpointDue, type LogState } from './checkpoint-due.ts'
import { type PeriodicTask, startPeriodicTask } from '#server/concurrency/start-periodic-task.ts'
import type { DatabaseLog } from './database.ts'
import { type TableActivity, tableToVacuum } from './table-to-vacuum.ts'

const INTERVAL_MS = 20_000

/**
 * Does what PostgreSQL's background processes do and the embedded PostgreSQL lacks: without checkpoints its write-ahead
 * log grows for ever, without vacuum its tables do. Each run does little, since no query runs meanwhile.
 */
export function startMaintenance(db: Kysely<Schema>, log: DatabaseLog): PeriodicTask {
  let lastCheckpoint: LogState | null = null
  return startPeriodicTask(
    async () => {
      lastCheckpoint = await maintain(db, lastCheckpoint)
    },
    {
      intervalMs: INTERVAL_MS,
      runAtStart: false,
      onError: (error) => log(`Failed to maintain the database: ${String(error)}`),
    },
  )
}

/** Returns the state of the write-ahead log at the last checkpoint. */
async function maintain(db: Kysely<Schema>, last: LogState | null): Promise<LogState | null> {
  if (!isCheckpointDue(last, await readLogState(db))) {
    await vacuumOneTable(db)
    return last
  }
  await checkpoint(db)
  return readLogState(db)
}

/** Flushes writes to the tables' files, so that the write-ahead log can be reused. */
export async function checkpoint(db: Kysely<Schema>): Promise<void> {
  await sql`checkpoint`.execute(db)
}

async function readLogState(db: Kysely<Schema>): Promise<LogState> {
  const { rows } = await sql<{ bytes: string }>`
    select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as bytes`.execute(db)
  return { position: Number(rows[0]?.bytes ?? 0), time: performance.now() }
}

/** Vacuums the table that needs it most and returns its name; null where none does. */
export async function vacuumOneTable(db: Kysely<Schema>): Promise<string | null> {
  const { rows } = await sql<TableActivity>`
    select
      schemaname as schema, relname as name, last_vacuum,
      n_live_tup::float8 as live, n_dead_tup::float8 as dead,
      -- PostgreSQL never analyzes its own statistics, so their count never returns to 0.
      case relname when 'pg_statistic' then 0 else n_mod_since_analyze end::float8 as changed,
      n_ins_since_vacuum::float8 as inserted
    from pg_stat_all_tables
    where schemaname in ('public', 'pg_catalog')`.execute(db)
  const table = tableToVacuum(rows)
  if (!table) return null
  await sql`vacuum (analyze) ${sql.id(table.schema, table.name)}`.execute(db)
  return table.name
}
