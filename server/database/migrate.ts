import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import path from 'node:path'
import { DEFAULT_MIGRATION_TABLE, type Kysely, type Migration, Migrator, sql } from 'kysely'
import { StartError } from '#server/errors/start-error.ts'
import type { Schema } from './schema.ts'

/** Each file is one migration, in the order of the names; a released one is never changed. */
const DIRECTORY = fileURLToPath(new URL('./migrations', import.meta.url))

/**
 * Brings the schema up to date; processes that start at once on one database wait for each other.
 * Throws a `StartError`, and changes nothing, where a newer version of Platte has migrated the database.
 */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrations = await readMigrations()
  await refuseNewerSchema(db, migrations)
  await db.connection().execute((connection) =>
    withoutTimeouts(connection, async () => {
      const provider = { getMigrations: async () => migrations }
      const { error } = await new Migrator({ db: connection, provider }).migrateToLatest()
      if (error) throw error
    }),
  )
}

/** Counting millions of history entries, or waiting for another process that does, takes longer than a request may. */
async function withoutTimeouts(connection: Kysely<Schema>, work: () => Promise<void>): Promise<void> {
  await sql`set statement_timeout = 0`.execute(connection)
  await sql`set lock_timeout = 0`.execute(connection)
  try {
    await work()
  } finally {
    // Back to what the connection began with.
    await sql`reset statement_timeout`.execute(connection)
    await sql`reset lock_timeout`.execute(connection)
  }
}

/** Migrations by their names: those of their files without `.sql`. */
async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(DIRECTORY)).toSorted()
  const migrations = files.map(async (file): Promise<[string, Migration]> => {
    const statements = await readFile(path.join(DIRECTORY, file), 'utf8')
    const up = async (db: Kysely<unknown>) => void (await sql.raw(statements).execute(db))
    return [path.basename(file, '.sql'), { up }]
  })
  return Object.fromEntries(await Promise.all(migrations))
}

/** The names of this version's migrations. */
export const readKnownMigrations = async (): Promise<string[]> => Object.keys(await readMigrations())

/** The names of the migrations that the database has had; none before the first `migrate`. */
export async function readAppliedMigrations(db: Kysely<Schema>): Promise<string[]> {
  const table = await sql<{ exists: boolean }>`
    select to_regclass(${DEFAULT_MIGRATION_TABLE}) is not null as exists`.execute(db)
  if (table.rows[0]?.exists !== true) return []
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(db)
  return rows.map(({ name }) => name)
}

async function refuseNewerSchema(db: Kysely<Schema>, migrations: object): Promise<void> {
  const unknown = (await readAppliedMigrations(db)).filter((name) => !Object.hasOwn(migrations, name))
  if (unknown.length === 0) return
  throw new StartError(
    `The database was changed by a newer version of Platte (${unknown.join(', ')}): run that version, or a newer one.`,
  )
}
