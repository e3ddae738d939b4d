import { connectEmbedded } from './connect-embedded.ts'
import { connectPostgres } from './connect-postgres.ts'
import type { Database, DatabaseLog } from './database.ts'

export type DatabaseLocation =
  | { kind: 'postgres'; url: string }
  /** PostgreSQL in a worker thread; in memory where the directory is null. */
  | { kind: 'embedded'; directory: string | null }

/** Opens the database without migrating it. Throws a `StartError` where it can't be reached or is in use. */
export function connectDatabase(location: DatabaseLocation, log: DatabaseLog = () => {}): Promise<Database> {
  return location.kind === 'embedded'
    ? connectEmbedded(location.directory, log)
    : connectPostgres(location.url, log)
}
