import type { Kysely, Transaction } from 'kysely'
import type { Schema } from './schema.ts'
import { retryOnSerializationFailure } from '#server/concurrency/retry-on-serialization-failure.ts'

/**
 * Runs `work` in one transaction, and retries it from its start when PostgreSQL aborts it in favour of another one.
 * Read committed: each statement sees what was committed before it began, so a read after a lock sees what the lock's
 * previous holder wrote. `work` must use the database through `trx` alone, since the embedded database has a single
 * connection, and must have no other effect, since it may run again.
 */
export async function inTransaction<Result>(
  db: Kysely<Schema>,
  work: (trx: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  return retryOnSerializationFailure(() => db.transaction().setIsolationLevel('read committed').execute(work))
}

/** Runs `read` on one snapshot of the database: what is written meanwhile is in none of its answers. */
export const inSnapshot = <Result>(
  db: Kysely<Schema>,
  read: (trx: Transaction<Schema>) => Promise<Result>,
): Promise<Result> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read)
