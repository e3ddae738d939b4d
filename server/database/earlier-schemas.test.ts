import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { migratedTemplate } from '#server/testing/migrated-template.ts'
import { connectEmbeddedCopy, type EmbeddedDatabase } from './connect-embedded.ts'
import { migrate, readAppliedMigrations, readKnownMigrations } from './migrate.ts'
import type { Schema } from './schema.ts'

// Many statements, on processors that other tests keep busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** One dump of a small fleet after each migration, made by `pg_dump --inserts`. */
const DUMPS = fileURLToPath(new URL('./earlier-schemas', import.meta.url))
const dumps = readdirSync(DUMPS).toSorted()

/** Tables that a later migration has renamed. */
const NEW_NAMES: Record<string, string> = { journal: 'audit_log' }
const COUNTS = ['node_counts', 'history_counts', 'version_spells', 'version_spell_counts', 'shared_machines']

let database: EmbeddedDatabase
let freshSchema: unknown[]

beforeAll(async () => {
  database = await connectEmbeddedCopy(await migratedTemplate())
  freshSchema = await describeSchema(database.db)
})
afterAll(() => database.close())

async function load({ db }: EmbeddedDatabase, dump: string): Promise<void> {
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
  await sql.raw(gunzipSync(readFileSync(path.join(DUMPS, dump))).toString()).execute(db)
  await sql`reset all`.execute(db)
}

/** Columns, constraints, indexes, triggers and functions. A dump nests parentheses and casts of a condition otherwise. */
async function describeSchema(db: Kysely<Schema>): Promise<unknown[]> {
  const { rows } = await sql`
    select 'column' as kind, table_name || '.' || column_name as name,
        concat_ws(' ', data_type, character_maximum_length, is_nullable, column_default, collation_name, generation_expression) as definition
      from information_schema.columns where table_schema = 'public'
    union all
    select 'constraint', conrelid::regclass || '.' || conname,
        regexp_replace(pg_get_constraintdef(oid), '[()]|::(text|character varying)(\\[\\])?', '', 'g')
      from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
    union all
    select 'index', indexname, indexdef from pg_indexes where schemaname = 'public'
    union all
    select 'trigger', tgrelid::regclass || '.' || tgname, translate(pg_get_triggerdef(oid), '()', '') from pg_trigger where not tgisinternal
    union all
    select 'function', proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace and prolang <> 13
    order by 1, 2, 3`.execute(db)
  return rows
}

/** Rows by table. */
async function countRows(db: Kysely<Schema>): Promise<Record<string, number>> {
  const tables = (await db.introspection.getTables())
    .map(({ name }) => name)
    .filter((name) => !COUNTS.includes(name))
  const counts: Record<string, number> = {}
  for (const table of tables) {
    const { rows } = await sql<{
      rows: number
    }>`select count(*)::int as rows from ${sql.table(table)}`.execute(db)
    counts[NEW_NAMES[table] ?? table] = rows[0]?.rows ?? 0
  }
  return counts
}

async function readCounts(db: Kysely<Schema>): Promise<unknown[]> {
  const { rows } = await sql`
    select 'node' as kind, to_jsonb(c) as row from node_counts c where nodes <> 0
    union all select 'history', to_jsonb(c) from history_counts c where entries <> 0
    union all select 'spell', to_jsonb(c) from version_spells c
    union all select 'spells', to_jsonb(c) from version_spell_counts c where nodes <> 0
    union all select 'shared', to_jsonb(c) from shared_machines c
    order by 1, 2`.execute(db)
  return rows
}

test('each migration up to the newest dump has a dump', async () => {
  const known = await readKnownMigrations()
  const names = dumps.map((dump) => dump.replace('.sql.gz', ''))
  expect(names.length).toBeGreaterThan(0)
  expect(names).toEqual(known.slice(0, names.length))
})

test.each(dumps)('a database as %s is migrated with its rows, and is then as a new one', async (dump) => {
  const { db } = database
  await load(database, dump)
  expect(await readAppliedMigrations(db)).toHaveLength(dumps.indexOf(dump) + 1)
  const before = await countRows(db)
  expect(before['instances']).toBeGreaterThan(0)

  await migrate(db)

  expect(await describeSchema(db)).toEqual(freshSchema)
  const { kysely_migration: _, ...kept } = before
  expect(await countRows(db)).toMatchObject(kept)
  const migrated = await readCounts(db)
  expect(migrated.length).toBeGreaterThan(0)
  await sql`select rebuild_kept_counts()`.execute(db)
  expect(await readCounts(db)).toEqual(migrated)
})
