import { Kysely, PostgresDialect } from 'kysely'
import { Pool, type PoolClient, type PoolConfig } from 'pg'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { DatabaseUnavailableError } from '#server/errors/database-failure.ts'
import { errorMessage } from '#server/errors/error-message.ts'
import { StartError } from '#server/errors/start-error.ts'
import { PrioritySemaphore } from '#server/concurrency/priority-semaphore.ts'
import type { Database, DatabaseLog } from './database.ts'
import { createPriorityPool } from './priority-pool.ts'
import { type OutageWatch, watchOutages } from './outage-watch.ts'
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
/**
 * The URL can override each (`?lock_timeout=5000`, in milliseconds; docs/operating.md, “PostgreSQL of your own”).
 * - A lock is held for milliseconds: whoever waits for five seconds waits for a session that is stuck, and keeps one of a few
 *   connections from others meanwhile.
 * - The slowest read takes seconds, with 100,000 nodes and a cold cache.
 * - A transaction never waits for anything but the database, so one that is idle belongs to a frozen process, whose locks
 *   others need.
 */
const TIMEOUTS = {
  lock_timeout: 5 * SECOND_MS,
  statement_timeout: 30 * SECOND_MS,
  idle_in_transaction_session_timeout: 10 * SECOND_MS,
}

export async function connectPostgres(url: string, log: DatabaseLog): Promise<Database> {
  await refuseOldVersion(url)
  const watch = watchOutages(() => withClient(firstConnection(url), async () => {}), log)
  const createPool = (max: number) =>
    listenForErrors(new Pool({ ...poolConfig(url), max }), (error) => watch.note(error))
  const pool = createPool(POOL_SIZE)
  const priorityPool = createPriorityPool({
    pool,
    readPool: createPool(READ_POOL_SIZE),
    readSemaphore: new PrioritySemaphore(READ_POOL_SIZE),
    urgentSemaphore: null,
    connect: (one) => connectAndWatch(one, watch),
    cancel: (client) => cancelStatement(pool, client),
  })
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: priorityPool }),
    log: (event) => {
      if (event.level === 'error') watch.note(event.error)
    },
  })
  const close = async () => {
    watch.stop()
    await db.destroy()
  }
  return { db, close, onFailure: () => {} }
}

const poolConfig = (url: string): PoolConfig => ({
  ...TIMEOUTS,
  connectionString: url,
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  // JIT compilation takes longer than any of these statements. Pages are in memory or on an SSD; with the default
  // cost of a random page the planner would scan every machine instead of an index of their names.
  options: '-c timezone=UTC -c jit=off -c random_page_cost=1.1',
})

/** Throws a `DatabaseUnavailableError` where no connection can be had. */
async function connectAndWatch(pool: Pool, watch: OutageWatch): Promise<PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    const unavailable = new DatabaseUnavailableError(errorMessage(error), { cause: error })
    watch.note(unavailable)
    throw unavailable
  }
}

async function cancelStatement(pool: Pool, client: PoolClient): Promise<void> {
  // `pg` has the field, and its types don't.
  const processId: unknown = Reflect.get(client, 'processID')
  if (typeof processId === 'number') await pool.query('select pg_cancel_backend($1)', [processId])
}

async function refuseOldVersion(url: string): Promise<void> {
  const version = await readVersion(url).catch((error: unknown) => {
    throw new StartError(`The database at ${withoutPassword(url)} can't be reached: ${errorMessage(error)}.`)
  })
  if (Number.parseInt(version, 10) >= MIN_VERSION) return
  throw new StartError(`The database is PostgreSQL ${version}; Platte needs ${MIN_VERSION} or later.`)
}

function readVersion(url: string): Promise<string> {
  return withClient(firstConnection(url), async (client) => {
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return rows[0]?.server_version ?? ''
  })
}

const firstConnection = (url: string) => ({
  connectionString: url,
  connectionTimeoutMillis: FIRST_CONNECT_TIMEOUT_MS,
})

function withoutPassword(text: string): string {
  if (!URL.canParse(text)) return 'that address'
  const url = new URL(text)
  url.password = ''
  url.search = ''
  return url.href
}
