import { afterEach, beforeEach, expect, test } from 'vitest'
import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import type { Database } from '#server/database/database.ts'
import { seedFlatcar } from './seed-flatcar.ts'
import { createTestClock } from '#server/testing/test-clock.ts'
import { createTestDatabase } from '#server/testing/test-database.ts'

let database: Database
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.close())

const seed = () => seedFlatcar({ db: database.db, clock: createTestClock() })
const applications = () => database.db.selectFrom('applications').select('id').execute()

test('a fresh database is seeded once, although several processes start at the same time', async () => {
  await Promise.all([seed(), seed(), seed()])
  expect(await applications()).toEqual([{ id: FLATCAR_APPLICATION_ID }])
  expect(await database.db.selectFrom('groups').select('id').execute()).toHaveLength(8)
  expect(await database.db.selectFrom('channels').select('id').execute()).toHaveLength(8)
  expect(await database.db.selectFrom('packages').select('id').execute()).toHaveLength(4)
})

test('Flatcar is not seeded again after an operator has deleted it', async () => {
  await seed()
  await database.db.deleteFrom('applications').execute()
  await seed()
  expect(await applications()).toEqual([])
})
