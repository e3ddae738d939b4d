import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Schema } from '#server/database/schema.ts'

export type DatabaseLocation =
  | { kind: 'postgres'; url: string }
  /** PostgreSQL in a worker thread; in memory where no directory is named. */
  | { kind: 'embedded'; directory: string | null }

export interface Database {
  db: Kysely<Schema>
  close(): Promise<void>
}

const POOL_SIZE = 8

/** Opens the database; doesn't migrate it. Throws when it can't be reached. */
export async function connectDatabase(location: DatabaseLocation): Promise<Database> {
  if (location.kind === 'embedded') throw new Error('not built yet')
  const pool = new pg.Pool({
    connectionString: location.url,
    max: POOL_SIZE,
    options: '-c timezone=UTC',
  })
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return { db, close: () => db.destroy() }
}
