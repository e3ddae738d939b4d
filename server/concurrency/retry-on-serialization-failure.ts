import { sqlState } from '#server/errors/sql-state.ts'

const MAX_ATTEMPTS = 5
const DEADLOCK_DETECTED = '40P01'
const SERIALIZATION_FAILURE = '40001'

/**
 * Runs `work`, and again when PostgreSQL aborts it in favour of another transaction (a deadlock or a serialization
 * failure); throws the error of the fifth attempt. A single statement outside of a transaction can be aborted too.
 */
export async function retryOnSerializationFailure<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const state = sqlState(error)
      const isRetriable = state === DEADLOCK_DETECTED || state === SERIALIZATION_FAILURE
      if (attempt === MAX_ATTEMPTS || !isRetriable) throw error
    }
  }
}
