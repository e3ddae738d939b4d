import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import { createApp } from '#server/app.ts'
import type { Schema } from '#server/database/schema.ts'
import { createTestClock, type TestClock } from './test-clock.ts'
import { createTestDatabase } from './test-database.ts'

export interface UpdateServer {
  app: FastifyInstance
  db: Kysely<Schema>
  clock: TestClock
  close(): Promise<void>
}

/** The whole API on an empty database of its own, with a test clock. */
export async function createUpdateServer(): Promise<UpdateServer> {
  const database = await createTestDatabase()
  const clock = createTestClock()
  const app = await createApp({ db: database.db, clock })
  return {
    app,
    db: database.db,
    clock,
    close: async () => {
      await app.close()
      await database.close()
    },
  }
}
