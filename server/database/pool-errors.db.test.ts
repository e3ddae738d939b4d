import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { createTestDatabase } from '#server/testing/test-database.ts'

// The embedded database has no second session that could end the first.
test.runIf(inject('testDatabase').kind === 'postgres')(
  'a broken connection fails its queries, and later ones get another connection',
  async () => {
    const { db, close } = await createTestDatabase()
    const broken = sql`select pg_terminate_backend(pg_backend_pid()), pg_sleep(1)`.execute(db)
    await expect(broken).rejects.toThrow('terminating connection due to administrator command')
    await expect.poll(async () => (await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
    await close()
  },
)
