import { sql } from 'kysely'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { runAsRead } from '#server/concurrency/run-as-read.ts'
import { createTestDatabase } from '#server/testing/test-database.ts'
import type { Database } from './database.ts'

let database: Database
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.close())

const isEmbedded = inject('testDatabase').kind === 'embedded'
const READS = 30

const read = (signal: AbortSignal, work: () => Promise<unknown>) => runAsRead(signal, work)

test('a check-in does not wait for the reads that are queued before it', async () => {
  const { db } = database
  const done: string[] = []
  const { signal } = new AbortController()
  const reads = Array.from({ length: READS }, () =>
    read(signal, () => sql`select count(*) from generate_series(1, 100000)`.execute(db)).then(() =>
      done.push('read'),
    ),
  )
  await sql`select 1`.execute(db)
  done.push('check-in')
  await Promise.all(reads)
  // One read has the embedded database's connection, and may end first.
  expect(done.indexOf('check-in')).toBeLessThanOrEqual(isEmbedded ? 1 : READS / 2)
})

test('a read that nobody waits for any more is never run', async () => {
  const { db } = database
  await sql`create sequence computed`.execute(db)
  const left = new AbortController()
  const stays = new AbortController()
  const reads = Array.from({ length: READS }, () =>
    read(left.signal, () => sql`select nextval('computed')`.execute(db)),
  )
  const kept = read(stays.signal, () => sql`select 1`.execute(db))
  left.abort()
  const results = await Promise.allSettled(reads)
  expect(results.every(({ status }) => status === 'rejected')).toBe(true)
  await kept
  const { rows } = await sql<{ n: number }>`select last_value::int as n from computed`.execute(db)
  expect(rows[0]?.n).toBe(1)
  await sql`drop sequence computed`.execute(db)
})

test('an abandoned transaction of reads ends before its next statement, and the next one works', async () => {
  const { db } = database
  const left = new AbortController()
  let statements = 0
  const abandoned = read(left.signal, () =>
    db.transaction().execute(async (trx) => {
      await sql`select 1`.execute(trx)
      statements++
      left.abort()
      await sql`select 2`.execute(trx)
      statements++
    }),
  )
  await expect(abandoned).rejects.toThrow('aborted')
  expect(statements).toBe(1)
  const { signal } = new AbortController()
  await read(signal, () => sql`select 1`.execute(db))
})

test.skipIf(isEmbedded)(
  'PostgreSQL stops the statement of a read that nobody waits for any more',
  async () => {
    const { db } = database
    const left = new AbortController()
    const abandoned = read(left.signal, () => sql`select pg_sleep(600)`.execute(db))
    const sleeping = () =>
      sql<{ n: number }>`
      select count(*)::int as n from pg_stat_activity
      where query like 'select pg_sleep%' and state = 'active' and datname = current_database()`
        .execute(db)
        .then(({ rows }) => rows[0]?.n)
    await expect.poll(sleeping).toBe(1)
    left.abort()
    await expect(abandoned).rejects.toThrow('canceling statement')
    expect(await sleeping()).toBe(0)
  },
)
