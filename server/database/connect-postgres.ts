import { Kysely, PostgresDialect, sql } from 'kysely'
import { Pool } from 'pg'
import type { Schema } from '#server/database/schema.ts'
import { StartError } from '#server/start-error.ts'
import type { Database, DatabaseLog } from './connect.ts'
import { listenForErrors } from './pool-errors.ts'

const POOL_SIZE = 8
const CONNECT_TIMEOUT_MS = 10_000
const OLDEST_VERSION = 15

export async function connectPostgres(url: string, log: DatabaseLog): Promise<Database> {
  const pool = listenForErrors(
    new Pool({
      connectionString: url,
      max: POOL_SIZE,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      options: '-c timezone=UTC',
    }),
    log,
  )
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  try {
    await refuseOldVersion(db)
  } catch (error) {
    await db.destroy()
    if (error instanceof StartError) throw error
    throw new StartError(`The database at ${withoutPassword(url)} can't be reached: ${reason(error)}.`)
  }
  return { db, close: () => db.destroy(), onLost: () => {} }
}

async function refuseOldVersion(db: Kysely<Schema>): Promise<void> {
  const { rows } = await sql<{ server_version: string }>`show server_version`.execute(db)
  const version = rows[0]?.server_version ?? ''
  if (Number.parseInt(version, 10) >= OLDEST_VERSION) return
  throw new StartError(`The database is PostgreSQL ${version}; it takes ${OLDEST_VERSION} or later.`)
}

/** A name that has two addresses fails with one error for each, and no message of its own. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(reason))].join(', ')
  return error instanceof Error ? error.message : String(error)
}

function withoutPassword(address: string): string {
  if (!URL.canParse(address)) return 'that address'
  const url = new URL(address)
  url.password = ''
  url.search = ''
  return url.href
}
