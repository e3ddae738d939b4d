import { Kysely, PostgresDialect } from 'kysely'
import { Pool } from 'pg'
import { errorMessage } from '#server/errors/error-message.ts'
import type { Schema } from './schema.ts'
import { StartError } from '#server/errors/start-error.ts'
import type { Database, DatabaseLog } from './database.ts'
import { openDataDirectory } from './data-directory.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { checkpoint, startMaintenance } from './maintenance.ts'
import { listenForErrors } from './pool-errors.ts'
import { createPriorityPool } from './priority-pool.ts'
import { PrioritySemaphore } from '#server/concurrency/priority-semaphore.ts'

export interface EmbeddedDatabase extends Database {
  /** Its files as a tar archive, to start copies from. */
  dump: () => Promise<Uint8Array>
}

export async function connectEmbedded(directory: string | null, log: DatabaseLog): Promise<EmbeddedDatabase> {
  if (directory === null) return createPool(await startEmbeddedPostgres({ directory, template: null }))
  const { postgres: files, lock } = await openDataDirectory(directory)
  try {
    const postgres = await startEmbeddedPostgres({ directory: files, template: null }).catch(
      (error: unknown) => {
        throw new StartError(`The database in ${files} doesn't start: ${errorMessage(error)}`)
      },
    )
    const database = createPool(postgres)
    const maintenance = startMaintenance(database.db, log)
    return {
      ...database,
      close: async () => {
        await maintenance.stop()
        await checkpoint(database.db).catch((error: unknown) =>
          log(`Failed to write the last checkpoint: ${String(error)}`),
        )
        await database.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** A database in memory that starts from another one's `dump`. */
export async function connectEmbeddedCopy(template: Uint8Array): Promise<EmbeddedDatabase> {
  return createPool(await startEmbeddedPostgres({ directory: null, template }))
}

/** The same `pg` pool as for another PostgreSQL, with the only connection that there is. */
function createPool(postgres: EmbeddedPostgres): EmbeddedDatabase {
  const pool = listenForErrors(
    new Pool({
      stream: () => postgres.connection(),
      max: 1,
      idleTimeoutMillis: 0,
      user: 'postgres',
      database: 'postgres',
    }),
    // `onFailure` reports it.
    () => {},
  )
  const semaphore = new PrioritySemaphore(1)
  const priorityPool = createPriorityPool({
    pool,
    readPool: pool,
    readSemaphore: semaphore,
    urgentSemaphore: semaphore,
    connect: (one) => one.connect(),
    cancel: null,
  })
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: priorityPool }) })
  return {
    db,
    close: async () => {
      await db.destroy()
      await postgres.close()
    },
    dump: () => postgres.dump(),
    onFailure: (listener) => postgres.onFailure(listener),
  }
}
