import { type Kysely, type Migration, Migrator } from 'kysely'
import * as foundation from '#server/database/migrations/0001-foundation.ts'
import type { Schema } from '#server/database/schema.ts'

/** Every migration in the order of its name; one that has shipped is never changed. */
const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
}

/** Brings the schema up to date; processes that start at once on one database wait for each other. */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
