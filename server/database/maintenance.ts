import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import type { DatabaseLog } from './connect.ts'
import { type TableActivity, tableToVacuum } from './table-to-vacuum.ts'

export interface Maintenance {
  /** Waits for what is running. */
  stop(): Promise<void>
}

const ROUND_MS = 20_000
const CHECKPOINT_AFTER_MS = 5 * 60_000
const CHECKPOINT_AFTER_BYTES = 32 * 1024 * 1024

interface Checkpointed {
  /** Where the log of writes stood, in bytes since its beginning. */
  position: number
  time: number
}

/**
 * What PostgreSQL's background processes do, and the embedded one has not: without checkpoints its log
 * of writes grows for ever, without vacuum its tables do. A little in every round, since nothing else
 * runs meanwhile.
 */
export function startMaintenance(db: Kysely<Schema>, log: DatabaseLog): Maintenance {
  let last: Checkpointed | null = null
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

async function maintain(db: Kysely<Schema>, last: Checkpointed | null): Promise<Checkpointed> {
  const now = { position: await logPosition(db), time: performance.now() }
  const written = now.position - (last?.position ?? 0)
  const due = last === null || (written > 0 && now.time - last.time >= CHECKPOINT_AFTER_MS)
  if (due || written >= CHECKPOINT_AFTER_BYTES) {
    await checkpoint(db)
    return { ...now, position: await logPosition(db) }
  }
  await vacuumOneTable(db)
  return last
}

/** Brings what was written into the tables' files, so that the log of writes can be reused. */
export async function checkpoint(db: Kysely<Schema>): Promise<void> {
  await sql`checkpoint`.execute(db)
}

async function logPosition(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ bytes: string }>`
    select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as bytes`.execute(db)
  return Number(rows[0]?.bytes ?? 0)
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
