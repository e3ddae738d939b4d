import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
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

/** A migrated database of the test's own, gone with `close`. */
export async function createTestDatabase(): Promise<Database> {
  const where = inject('testDatabase')
  if (where.kind === 'embedded') {
    return connectEmbeddedCopy(await migratedTemplate())
  }
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(where.url, `create database ${name}`)
  const url = new URL(where.url)
  url.pathname = `/${name}`
  const database = await connectDatabase({ kind: 'postgres', url: url.href })
  await migrate(database.db)
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
