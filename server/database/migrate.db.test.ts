import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { createTestDatabase } from '#server/testing/test-database.ts'

test('migrating again changes nothing', async () => {
  const { db, close } = await createTestDatabase()
  await migrate(db)
  expect(await db.selectFrom('groups').selectAll().execute()).toEqual([])
  await close()
})

test('a database that a newer version has migrated is refused', async () => {
  const { db, close } = await createTestDatabase()
  const migrations = db.withTables<{ kysely_migration: { name: string; timestamp: string } }>()
  await migrations
    .insertInto('kysely_migration')
    .values({ name: '9999-tomorrow', timestamp: '2026-01-01' })
    .execute()
  await expect(migrate(db)).rejects.toThrow(
    'The database was changed by a newer version of Platte (9999-tomorrow): run that version, or a newer one.',
  )
  await migrations.deleteFrom('kysely_migration').where('name', '=', '9999-tomorrow').execute()
  await close()
})

test('every trigger is named after its table and event, a second one with a word more', async () => {
  const { db, close } = await createTestDatabase()
  const { rows } = await sql<{ name: string; table: string; event: string }>`
    select distinct trigger_name as name, event_object_table as table, lower(event_manipulation) as event
    from information_schema.triggers where trigger_schema = 'public'`.execute(db)
  expect(rows.length).toBeGreaterThan(0)
  for (const { name, table, event } of rows) expect(`${name}_`).toContain(`trg_${table}_${event}_`)
  await close()
})

test('a test gets an empty database', async () => {
  const used = await createTestDatabase()
  await used.db.insertInto('settings').values({ key: 'demo', value: 'true' }).execute()
  await used.close()
  const fresh = await createTestDatabase()
  expect(await fresh.db.selectFrom('settings').selectAll().execute()).toEqual([])
  await fresh.close()
})
