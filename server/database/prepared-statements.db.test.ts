import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runAsRead } from '#server/concurrency/run-as-read.ts'
import { createTestDatabase } from '#server/testing/test-database.ts'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'

let database: Database
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.close())

const ADD = 'select $1::int + $2::int as sum'
const add = async (trx: Kysely<Schema>, one: number, other: number) => {
  const { rows } = await sql<{ sum: number }>`select ${one}::int + ${other}::int as sum`.execute(trx)
  return rows[0]?.sum
}

const preparedTexts = async (trx: Kysely<Schema>) => {
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(trx)
  return rows.map(({ statement }) => statement)
}

test('a statement that comes again and again is prepared, and each time answers for its own values', async () => {
  await database.db.transaction().execute(async (trx) => {
    expect([await add(trx, 1, 1), await add(trx, 2, 2)]).toEqual([2, 4])
    expect(await preparedTexts(trx)).not.toContain(ADD)
    expect([await add(trx, 3, 3), await add(trx, 4, 4), await add(trx, 5, 5)]).toEqual([6, 8, 10])
    expect(await preparedTexts(trx)).toContain(ADD)
  })
})

test('a prepared statement that has failed works the next time', async () => {
  const { db } = database
  const divide = (by: number) => sql<{ share: number }>`select 12 / ${by}::int as share`.execute(db)
  for (const by of [1, 2, 3]) await divide(by)
  await expect(divide(0)).rejects.toThrow('division by zero')
  expect((await divide(4)).rows).toEqual([{ share: 3 }])
})

test('a read is planned for its own values each time', async () => {
  const { signal } = new AbortController()
  const texts = await runAsRead(signal, () =>
    database.db.transaction().execute(async (trx) => {
      for (const n of [1, 2, 3, 4, 5]) await sql`select -${n}::int`.execute(trx)
      return preparedTexts(trx)
    }),
  )
  expect(texts).not.toContain('select -$1::int')
})
