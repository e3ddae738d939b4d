import type { Kysely, Transaction } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { sqlState } from '#server/database/sql-state.ts'

const ATTEMPTS = 5
const DEADLOCK = '40P01'
const SERIALIZATION_FAILURE = '40001'

/**
 * Runs `work` in one transaction, and again from its start when PostgreSQL gave it up for another one
 * (a deadlock). A statement sees what was committed before it began, so what is read after a lock is what the
 * lock's last holder left. `work` must touch nothing but the database, and that only through `trx`: the embedded
 * database has a single connection.
 */
export async function inTransaction<Result>(
  db: Kysely<Schema>,
  work: (trx: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  return retryOnSerializationFailure(() => db.transaction().setIsolationLevel('read committed').execute(work))
}

/** The same for a single statement outside of a transaction, which may be given up as well. */
export async function retryOnSerializationFailure<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const state = sqlState(error)
      if (attempt === ATTEMPTS || (state !== DEADLOCK && state !== SERIALIZATION_FAILURE)) throw error
    }
  }
}
