import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, inject } from 'vitest'
import { connectEmbeddedCopy } from '#server/database/connect-embedded.ts'
import { connectDatabase, type Database } from '#server/database/connect.ts'
import { migrate } from '#server/database/migrate.ts'
import { migratedTemplate } from './migrated-template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** `embedded`, or the address of a PostgreSQL whose databases tests may create and drop. */
    testDatabase: { kind: 'embedded' } | { kind: 'postgres'; url: string }
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
      : await makePostgresDatabase(where.url)
  made.push(database)
  return database
}

async function makePostgresDatabase(server: string): Promise<Database> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const database = await connectDatabase({ kind: 'postgres', url: url.href })
  await migrate(database.db)
  return {
    ...database,
    close: async () => {
      await database.close()
      await administer(server, `drop database ${name} with (force)`)
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
