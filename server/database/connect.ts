import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import { connectEmbedded } from './connect-embedded.ts'
import { connectPostgres } from './connect-postgres.ts'

export type DatabaseLocation =
  | { kind: 'postgres'; url: string }
  /** PostgreSQL in a worker thread; in memory where the directory is null. */
  | { kind: 'embedded'; directory: string | null }

export interface Database {
  db: Kysely<Schema>
  close: () => Promise<void>
  /** The listener is called when the database has failed for good, so that only a restart helps. */
  onFailure: (listener: (error: Error) => void) => void
}

/** Receives failures in the background, one line at a time. */
export type DatabaseLog = (line: string) => void

/** Opens the database without migrating it. Throws a `StartError` where it can't be reached or is in use. */
export function connectDatabase(location: DatabaseLocation, log: DatabaseLog = () => {}): Promise<Database> {
  return location.kind === 'embedded'
    ? connectEmbedded(location.directory, log)
    : connectPostgres(location.url, log)
}
