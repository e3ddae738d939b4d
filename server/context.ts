import type { Kysely } from 'kysely'
import type { Clock } from '#server/clock.ts'
import type { Schema } from '#server/database/schema.ts'

/** What every route and query works with. */
export interface Context {
  db: Kysely<Schema>
  clock: Clock
}
