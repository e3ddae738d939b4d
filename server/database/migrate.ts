import { readFile } from 'node:fs/promises'
import { DEFAULT_MIGRATION_TABLE, type Kysely, type Migration, Migrator, sql } from 'kysely'
import * as foundation from './migrations/0001-foundation.ts'
import * as keptCounts from './migrations/0002-kept-counts.ts'
import * as pausedSince from './migrations/0003-paused-since.ts'
import * as journal from './migrations/0004-journal.ts'
import * as freezes from './migrations/0005-freezes.ts'
import * as failedUpdates from './migrations/0006-failed-updates.ts'
import type { Schema } from './schema.ts'
import { StartError } from '#server/errors/start-error.ts'

/** Every migration in the order of its name; one that has shipped is never changed. */
const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0002-kept-counts': keptCounts,
  '0003-paused-since': pausedSince,
  '0004-journal': journal,
  '0005-freezes': freezes,
  '0006-failed-updates': failedUpdates,
  '0007-audit-log': sqlFile('0007-audit-log.sql'),
}

/**
 * Brings the schema up to date; processes that start at once on one database wait for each other.
 * Throws a `StartError` when a newer version has been at work here, and changes nothing then.
 */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  await refuseNewerSchema(db)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

async function refuseNewerSchema(db: Kysely<Schema>): Promise<void> {
  const tables = await sql<{ found: boolean }>`
    select to_regclass(${DEFAULT_MIGRATION_TABLE}) is not null as found`.execute(db)
  if (tables.rows[0]?.found !== true) return
  const { rows } = await sql<{
    name: string
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db)
  const unknown = rows.map(({ name }) => name).filter((name) => !Object.hasOwn(migrations, name))
  if (unknown.length === 0) return
  throw new StartError(
    `The database was changed by a newer version of Platte (${unknown.join(', ')}): run that version, or a newer one.`,
  )
}

/** A migration whose statements stand in a file beside the others. */
function sqlFile(name: string): Migration {
  return {
    up: async (db) => {
      const statements = await readFile(new URL(`./migrations/${name}`, import.meta.url), 'utf8')
      await sql.raw(statements).execute(db)
    },
  }
}
