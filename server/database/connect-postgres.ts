import { MINUTE_MS } from '#contract/time-units.ts'
import { Kysely, PostgresDialect } from 'kysely'
import { Client, Pool } from 'pg'
import type { Schema } from './schema.ts'
import { StartError } from '#server/errors/start-error.ts'
import type { Database, DatabaseLog } from './connect.ts'
import { listenForErrors } from './pool-errors.ts'

const POOL_SIZE = 8
/** To find out at the start that nobody answers. */
const FIRST_CONNECT_TIMEOUT_MS = 10_000
/** Also for a connection to come free: when a whole fleet asks at once, waiting beats failing. */
const CONNECT_TIMEOUT_MS = MINUTE_MS
const OLDEST_VERSION = 15

export async function connectPostgres(url: string, log: DatabaseLog): Promise<Database> {
  await refuseOldVersion(url)
  const pool = listenForErrors(
    new Pool({
      connectionString: url,
      max: POOL_SIZE,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      // Compiling a statement takes longer than any of these runs; and what they look up is in memory, or on a disk
      // that has no head to move, or the planner would rather read every machine than an index of their names.
      options: '-c timezone=UTC -c jit=off -c random_page_cost=1.1',
    }),
    log,
  )
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return { db, close: () => db.destroy(), onLost: () => {} }
}

async function refuseOldVersion(url: string): Promise<void> {
  const version = await readVersion(url).catch((error: unknown) => {
    throw new StartError(`The database at ${withoutPassword(url)} can't be reached: ${reason(error)}.`)
  })
  if (Number.parseInt(version, 10) >= OLDEST_VERSION) return
  throw new StartError(`The database is PostgreSQL ${version}; it takes ${OLDEST_VERSION} or later.`)
}

async function readVersion(url: string): Promise<string> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: FIRST_CONNECT_TIMEOUT_MS })
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return rows[0]?.server_version ?? ''
  } finally {
    await client.end()
  }
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
