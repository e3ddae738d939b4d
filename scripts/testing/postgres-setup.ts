import { randomBytes } from 'node:crypto'
import type { ProvidedContext } from 'vitest'
import type { TestProject } from 'vitest/node'
import { connectDatabase } from '#server/database/connect.ts'
import { withClient } from '#server/database/with-client.ts'
import { migrate } from '#server/database/migrate.ts'
import type { TestDatabaseLocation } from '#server/testing/test-database.ts'
import { startTestPostgres } from './test-postgres.ts'

/** Once a run: a PostgreSQL, and in it a migrated database that each test's own is a copy of. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres()
  const template = `platte_test_${randomBytes(6).toString('hex')}`
  try {
    await makeTemplate(postgres.url, template)
  } catch (error) {
    await postgres.stop()
    throw new Error(`${postgres.description} can't be used: ${String(error)}`, { cause: error })
  }
  project.vitest.logger.log(`Server tests run on ${postgres.description}.`)
  const location: TestDatabaseLocation = { kind: 'postgres', url: postgres.url, template }
  project.provide('testDatabase' satisfies keyof ProvidedContext, location)
  return async () => {
    await dropDatabases(postgres.url, template)
    await postgres.stop()
  }
}

async function makeTemplate(server: string, template: string): Promise<void> {
  await withClient({ connectionString: server }, (client) => client.query(`create database ${template}`))
  const url = new URL(server)
  url.pathname = `/${template}`
  const database = await connectDatabase({ kind: 'postgres', url: url.href })
  try {
    await migrate(database.db)
  } finally {
    await database.close()
  }
}

/** The template and what is left of its copies. */
async function dropDatabases(server: string, template: string): Promise<void> {
  await withClient({ connectionString: server }, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [template],
    )
    for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`)
  })
}
