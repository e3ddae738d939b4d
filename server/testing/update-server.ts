import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import { type AppOptions, createApp } from '#server/app.ts'
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
export async function createUpdateServer(
  options: AppOptions = {},
  clock = createTestClock(),
): Promise<UpdateServer> {
  const database = await createTestDatabase()
  const app = await createApp({ db: database.db, clock }, options)
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
