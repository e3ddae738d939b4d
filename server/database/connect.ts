import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import { connectEmbedded } from './connect-embedded.ts'
import { connectPostgres } from './connect-postgres.ts'

export type DatabaseLocation =
  | { kind: 'postgres'; url: string }
  /** PostgreSQL in a worker thread; in memory where no directory is named. */
  | { kind: 'embedded'; directory: string | null }

export interface Database {
  db: Kysely<Schema>
  close: () => Promise<void>
  /** Called when the database has broken down for good, so that nothing but a new start helps. */
  onLost: (listener: (error: Error) => void) => void
}

/** Where it tells what goes wrong in the background: one line at a time. */
export type DatabaseLog = (line: string) => void

/** Opens the database; doesn't migrate it. Throws a `StartError` when it can't be reached or is in use. */
export function connectDatabase(location: DatabaseLocation, log: DatabaseLog = () => {}): Promise<Database> {
  return location.kind === 'embedded'
    ? connectEmbedded(location.directory, log)
    : connectPostgres(location.url, log)
}
