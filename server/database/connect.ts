import { Kysely, PostgresDialect } from 'kysely'
import { Pool } from 'pg'
import type { Schema } from '#server/database/schema.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

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
  return location.kind === 'embedded' ? connectEmbedded(location.directory) : connectPostgres(location.url)
}

async function connectPostgres(url: string): Promise<Database> {
  const pool = new Pool({ connectionString: url, max: POOL_SIZE, options: '-c timezone=UTC' })
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return { db, close: () => db.destroy() }
}

async function connectEmbedded(directory: string | null): Promise<Database> {
  const postgres = await startEmbeddedPostgres({ directory, template: null })
  const pool = new Pool({
    stream: () => postgres.connection(),
    max: 1,
    idleTimeoutMillis: 0,
    user: 'postgres',
    database: 'postgres',
  })
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    close: async () => {
      await db.destroy()
      await postgres.close()
    },
  }
}
