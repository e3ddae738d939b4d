import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from './database.ts'
import { inTransaction } from './transaction.ts'
import { createTestDatabase } from '#server/testing/test-database.ts'

let database: Database
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.close())

const fail = (code: string) => sql.raw(`do $$ begin raise exception using errcode = '${code}'; end $$`)

const keys = async () => {
  const rows = await database.db.selectFrom('settings').select('key').execute()
  return rows.map(({ key }) => key)
}

test('retries a transaction that a deadlock aborted, and keeps nothing of the first attempt', async () => {
  let attempts = 0
  const result = await inTransaction(database.db, async (trx) => {
    attempts++
    await trx
      .insertInto('settings')
      .values({ key: `attempt ${attempts}`, value: '' })
      .execute()
    if (attempts === 1) await fail('40P01').execute(trx)
    return 'done'
  })
  expect(result).toBe('done')
  expect(await keys()).toEqual(['attempt 2'])
})

test('gives up after five attempts', async () => {
  let attempts = 0
  const work = inTransaction(database.db, (trx) => {
    attempts++
    return fail('40001').execute(trx)
  })
  await expect(work).rejects.toMatchObject({ code: '40001' })
  expect(attempts).toBe(5)
})

test('does not retry a transaction that failed for another reason', async () => {
  let attempts = 0
  const work = inTransaction(database.db, (trx) => {
    attempts++
    return fail('23505').execute(trx)
  })
  await expect(work).rejects.toMatchObject({ code: '23505' })
  expect(attempts).toBe(1)
})
