import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

export interface Database {
  db: Kysely<Schema>
  close: () => Promise<void>
  /** The listener is called when the database has failed for good, so that only a restart helps. */
  onFailure: (listener: (error: Error) => void) => void
}

/** Receives failures in the background, one line at a time. */
export type DatabaseLog = (line: string) => void
