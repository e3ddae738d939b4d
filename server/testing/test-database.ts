import { randomUUID } from 'node:crypto'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { inject } from 'vitest'
import { connectEmbeddedCopy } from '#server/database/connect-embedded.ts'
import { connectDatabase } from '#server/database/connect.ts'
import type { Database } from '#server/database/database.ts'
import type { Schema } from '#server/database/schema.ts'
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

/** The URL of a test's database. Throws for the embedded one, which belongs to one process. */
export async function urlOfTestDatabase(db: Kysely<Schema>): Promise<URL> {
  const location = inject('testDatabase')
  if (location.kind === 'embedded') throw new Error('The embedded database belongs to one process.')
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  const url = new URL(location.url)
  url.pathname = `/${rows[0]?.name}`
  return url
}

/** The same in each database. */
let emptying: Promise<RawBuilder<unknown>> | null = null

async function empty(database: Database): Promise<void> {
  emptying ??= emptyingStatement(database)
  await (await emptying).execute(database.db)
}

/** Nearly all tests leave a few rows. Deleting those takes a tenth of the time that truncating takes. */
const LARGE_BYTES = 65_536

/**
 * Deletes without triggers, which only a superuser may. Where a table has grown, nobody else will ever shrink it, so all
 * are truncated.
 */
async function emptyingStatement({ db }: Database): Promise<RawBuilder<unknown>> {
  const tables = (await db.introspection.getTables()).filter(({ isView }) => !isView).map(({ name }) => name)
  const largest = tables.map((name) => `pg_relation_size('${name}')`).join(', ')
  const deletions = tables.map((name) => `delete from ${name};`).join(' ')
  return sql.raw(`
    do $$ begin
      if current_setting('is_superuser') = 'off' or greatest(${largest}) > ${LARGE_BYTES} then
        truncate ${tables.join(', ')} restart identity;
      else
        set local session_replication_role = replica;
        ${deletions}
        perform setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
          from pg_sequences where last_value is not null;
      end if;
    end $$`)
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
