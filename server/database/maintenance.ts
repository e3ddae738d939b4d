import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { isCheckpointDue, type LogState } from './checkpoint-due.ts'
import type { DatabaseLog } from './connect.ts'
import { type TableActivity, tableToVacuum } from './table-to-vacuum.ts'

export interface Maintenance {
  /** Waits for what is running. */
  stop(): Promise<void>
}

const ROUND_MS = 20_000
/**
 * What PostgreSQL's background processes do, and the embedded one has not: without checkpoints its log
 * of writes grows for ever, without vacuum its tables do. A little in every round, since nothing else
 * runs meanwhile.
 */
export function startMaintenance(db: Kysely<Schema>, log: DatabaseLog): Maintenance {
  let last: LogState | null = null
  let running: Promise<void> | null = null
  const maintainOnce = async () => {
    try {
      last = await maintain(db, last)
    } catch (error) {
      log(`Maintenance of the database failed: ${String(error)}`)
    }
    running = null
  }
  const timer = setInterval(() => {
    running ??= maintainOnce()
  }, ROUND_MS)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}

/** Returns how the log of writes was at the last checkpoint. */
async function maintain(db: Kysely<Schema>, last: LogState | null): Promise<LogState | null> {
  if (!isCheckpointDue(last, await readLogState(db))) {
    await vacuumOneTable(db)
    return last
  }
  await checkpoint(db)
  return readLogState(db)
}

/** Brings what was written into the tables' files, so that the log of writes can be reused. */
export async function checkpoint(db: Kysely<Schema>): Promise<void> {
  await sql`checkpoint`.execute(db)
}

async function readLogState(db: Kysely<Schema>): Promise<LogState> {
  const { rows } = await sql<{ bytes: string }>`
    select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as bytes`.execute(db)
  return { position: Number(rows[0]?.bytes ?? 0), time: performance.now() }
}

/** The table that needs it most, if any does; returns its name. */
export async function vacuumOneTable(db: Kysely<Schema>): Promise<string | null> {
  const { rows } = await sql<TableActivity>`
    select
      schemaname as schema, relname as name, last_vacuum,
      n_live_tup::float8 as live, n_dead_tup::float8 as dead,
      -- The statistics themselves are never analyzed, so that count of theirs never ends.
      case relname when 'pg_statistic' then 0 else n_mod_since_analyze end::float8 as changed,
      n_ins_since_vacuum::float8 as inserted
    from pg_stat_all_tables
    where schemaname in ('public', 'pg_catalog')`.execute(db)
  const table = tableToVacuum(rows)
  if (!table) return null
  await sql`vacuum (analyze) ${sql.id(table.schema, table.name)}`.execute(db)
  return table.name
}
