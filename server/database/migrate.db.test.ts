import { expect, test } from 'vitest'
import { migrate } from '#server/database/migrate.ts'
import { createTestDatabase } from '#server/testing/test-database.ts'

test('migrating again changes nothing', async () => {
  const database = await createTestDatabase()
  await migrate(database.db)
  expect(await database.db.selectFrom('groups').selectAll().execute()).toEqual([])
  await database.close()
})
