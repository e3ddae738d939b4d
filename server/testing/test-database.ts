import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, inject } from 'vitest'
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

const made: Database[] = []
/** Those that a test of this file has closed: emptying one is much faster than making one. */
const idle: Database[] = []

afterAll(async () => {
  await Promise.all(made.map((database) => database.close()))
})

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
  const database =
    where.kind === 'embedded'
      ? await connectEmbeddedCopy(await migratedTemplate())
      : await copyPostgresDatabase(where)
  made.push(database)
  return database
}

async function copyPostgresDatabase(where: { url: string; template: string }): Promise<Database> {
  const name = `${where.template}_${randomUUID().slice(0, 8)}`
  await administer(where.url, `create database ${name} template ${where.template}`)
  const url = new URL(where.url)
  url.pathname = `/${name}`
  const database = await connectDatabase({ kind: 'postgres', url: url.href })
  return {
    ...database,
    close: async () => {
      await database.close()
      await administer(where.url, `drop database ${name} with (force)`)
    },
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
