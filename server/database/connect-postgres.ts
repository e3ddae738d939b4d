import { Kysely, PostgresDialect } from 'kysely'
import { Pool, type PoolClient } from 'pg'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { StartError } from '#server/errors/start-error.ts'
import { Turns } from '#server/concurrency/turns.ts'
import type { Database, DatabaseLog } from './database.ts'
import { createLanedPool } from './laned-pool.ts'
import { listenForErrors } from './pool-errors.ts'
import type { Schema } from './schema.ts'
import { withClient } from './with-client.ts'

const POOL_SIZE = 8
/** Besides; so many reads at once leave a small database time for check-ins. */
const READ_POOL_SIZE = 4
/** Short, so that a start fails soon where nothing answers. */
const FIRST_CONNECT_TIMEOUT_MS = 10 * SECOND_MS
/** Includes the wait for a free connection: when a whole fleet checks in at once, waiting is better than failing. */
const CONNECT_TIMEOUT_MS = MINUTE_MS
const MIN_VERSION = 15

export async function connectPostgres(url: string, log: DatabaseLog): Promise<Database> {
  await refuseOldVersion(url)
  const createPool = (max: number) =>
    listenForErrors(
      new Pool({
        connectionString: url,
        max,
        connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
        // JIT compilation takes longer than any of these statements. Pages are in memory or on an SSD; with the default
        // cost of a random page the planner would scan every machine instead of an index of their names.
        options: '-c timezone=UTC -c jit=off -c random_page_cost=1.1',
      }),
      log,
    )
  const pool = createPool(POOL_SIZE)
  const laned = createLanedPool({
    pool,
    readPool: createPool(READ_POOL_SIZE),
    readTurns: new Turns(READ_POOL_SIZE),
    urgentTurns: null,
    cancel: (client) => cancelStatement(pool, client),
  })
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: laned }) })
  return { db, close: () => db.destroy(), onFailure: () => {} }
}

async function cancelStatement(pool: Pool, client: PoolClient): Promise<void> {
  // `pg` has the field, and its types don't.
  const processId: unknown = Reflect.get(client, 'processID')
  if (typeof processId === 'number') await pool.query('select pg_cancel_backend($1)', [processId])
}

async function refuseOldVersion(url: string): Promise<void> {
  const version = await readVersion(url).catch((error: unknown) => {
    throw new StartError(`The database at ${withoutPassword(url)} can't be reached: ${reasonOf(error)}.`)
  })
  if (Number.parseInt(version, 10) >= MIN_VERSION) return
  throw new StartError(`The database is PostgreSQL ${version}; Platte needs ${MIN_VERSION} or later.`)
}

function readVersion(url: string): Promise<string> {
  const config = { connectionString: url, connectionTimeoutMillis: FIRST_CONNECT_TIMEOUT_MS }
  return withClient(config, async (client) => {
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return rows[0]?.server_version ?? ''
  })
}

/** A host name with two addresses fails with an error for each, and no message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(reasonOf))].join(', ')
  return error instanceof Error ? error.message : String(error)
}

function withoutPassword(text: string): string {
  if (!URL.canParse(text)) return 'that address'
  const url = new URL(text)
  url.password = ''
  url.search = ''
  return url.href
}
