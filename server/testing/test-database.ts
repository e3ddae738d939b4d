import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { connectEmbeddedCopy } from '#server/database/connect-embedded.ts'
import { connectDatabase } from '#server/database/connect.ts'
import type { Database } from '#server/database/database.ts'
import { withClient } from '#server/database/with-client.ts'
import { migratedTemplate } from './migrated-template.ts'

/** Embedded, or on the PostgreSQL at `url` as a copy of the migrated database `template`. */
export type TestDatabaseLocation = { kind: 'embedded' } | { kind: 'postgres'; url: string; template: string }

declare module 'vitest' {
  interface ProvidedContext {
    testDatabase: TestDatabaseLocation
  }
}

/**
 * Databases that tests have closed, to be used again: emptying one is much faster than creating one. They end with the
 * worker, which runs one file after the other, and with the PostgreSQL of the run.
 */
const idle: Database[] = []

/** A migrated, empty database for one test, until the test closes it. */
export async function createTestDatabase(): Promise<Database> {
  const database = idle.pop() ?? (await newTestDatabase())
  return {
    ...database,
    close: async () => {
      await empty(database)
      idle.push(database)
    },
  }
}

/** The same in each database; listing them takes as long as emptying them does. */
let tables: Promise<string[]> | null = null

async function listTables({ db }: Database): Promise<string[]> {
  return (await db.introspection.getTables()).filter(({ isView }) => !isView).map(({ name }) => name)
}

async function empty(database: Database): Promise<void> {
  tables ??= listTables(database)
  const names = (await tables).map((name) => sql.table(name))
  await sql`truncate ${sql.join(names)} restart identity`.execute(database.db)
}

async function newTestDatabase(): Promise<Database> {
  const location = inject('testDatabase')
  return location.kind === 'embedded'
    ? connectEmbeddedCopy(await migratedTemplate())
    : copyPostgresDatabase(location)
}

async function copyPostgresDatabase({ url, template }: { url: string; template: string }): Promise<Database> {
  const name = `${template}_${randomUUID().slice(0, 8)}`
  await withClient({ connectionString: url }, (client) =>
    client.query(`create database ${name} template ${template}`),
  )
  const copy = new URL(url)
  copy.pathname = `/${name}`
  return connectDatabase({ kind: 'postgres', url: copy.href })
}
