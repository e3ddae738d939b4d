import type { Kysely } from 'kysely'
import type { Clock } from '#server/clock.ts'
import type { Schema } from '#server/database/schema.ts'

/** The dependencies of every route and query. */
export interface Context {
  db: Kysely<Schema>
  clock: Clock
}
