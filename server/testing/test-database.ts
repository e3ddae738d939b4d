import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Client } from 'pg'
import { inject } from 'vitest'
import { connectEmbeddedCopy } from '#server/database/connect-embedded.ts'
import { connectDatabase, type Database } from '#server/database/connect.ts'
import { migratedTemplate } from './migrated-template.ts'

/** Embedded, or on a PostgreSQL at that address as a copy of the migrated database `template`. */
export type TestDatabaseLocation = { kind: 'embedded' } | { kind: 'postgres'; url: string; template: string }

declare module 'vitest' {
  interface ProvidedContext {
    testDatabase: TestDatabaseLocation
  }
}

/**
 * Those that a test has closed: emptying one is much faster than making one. They are gone with the worker, which
 * runs one file after the other, and with the PostgreSQL of the run.
 */
const idle: Database[] = []

/** A migrated, empty database of the test's own, until it closes it. */
export async function createTestDatabase(): Promise<Database> {
  const database = idle.pop() ?? (await makeTestDatabase())
  return {
    ...database,
    close: async () => {
      await empty(database)
      idle.push(database)
    },
  }
}

async function empty({ db }: Database): Promise<void> {
  const tables = await db.introspection.getTables()
  await sql`truncate ${sql.join(tables.map(({ name }) => sql.table(name)))} restart identity`.execute(db)
}

async function makeTestDatabase(): Promise<Database> {
  const where = inject('testDatabase')
  return where.kind === 'embedded'
    ? connectEmbeddedCopy(await migratedTemplate())
    : copyPostgresDatabase(where)
}

async function copyPostgresDatabase(where: { url: string; template: string }): Promise<Database> {
  const name = `${where.template}_${randomUUID().slice(0, 8)}`
  const client = new Client({ connectionString: where.url })
  await client.connect()
  try {
    await client.query(`create database ${name} template ${where.template}`)
  } finally {
    await client.end()
  }
  const url = new URL(where.url)
  url.pathname = `/${name}`
  return connectDatabase({ kind: 'postgres', url: url.href })
}
