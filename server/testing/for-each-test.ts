import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { Database } from '#server/database/database.ts'
import { createApplication } from './rest-world.ts'
import { createTestDatabase } from './test-database.ts'
import { createUpdateServer, type UpdateServer } from './update-server.ts'
import { createUpdateWorld, type UpdateWorld, type WorldPlan } from './update-world.ts'

/**
 * A server with an empty database and a clock of its own for each test of the file or of the `describe` that calls this.
 * Only tests and their hooks may read its properties.
 */
export function serverForEachTest(): UpdateServer {
  const current = createdBefore(beforeEach, createUpdateServer)
  afterEach(() => current().close())
  return {
    get app() {
      return current().app
    },
    get db() {
      return current().db
    },
    get clock() {
      return current().clock
    },
    close: () => current().close(),
  }
}

/** An application with a channel and a group on that server, for each test. */
export function worldForEachTest(server: UpdateServer, plan: WorldPlan = {}): UpdateWorld {
  const current = createdBefore(beforeEach, () => createUpdateWorld(server.db, plan))
  return {
    get application_id() {
      return current().application_id
    },
    get channel_id() {
      return current().channel_id
    },
    get group_id() {
      return current().group_id
    },
  }
}

type RestApplication = Awaited<ReturnType<typeof createApplication>>

/** An application that was created over REST and has nothing yet, for each test. */
export function applicationForEachTest(server: UpdateServer): RestApplication {
  const current = createdBefore(beforeEach, () => createApplication(server.app))
  return {
    get id() {
      return current().id
    },
    get url() {
      return current().url
    },
    addPackage: (...args) => current().addPackage(...args),
    addChannel: (...args) => current().addChannel(...args),
    addGroup: (...args) => current().addGroup(...args),
  }
}

/** An empty database that all tests of the file share. */
export function databaseForAllTests(): Pick<Database, 'db'> {
  const current = createdBefore(beforeAll, createTestDatabase)
  afterAll(() => current().close())
  return {
    get db() {
      return current().db
    },
  }
}

/** Creates something in that hook; the returned function gets it. */
function createdBefore<Created>(
  hook: (create: () => Promise<void>) => void,
  create: () => Promise<Created>,
): () => Created {
  let found: { created: Created } | undefined
  hook(async () => {
    found = { created: await create() }
  })
  return () => {
    if (!found) throw new Error('Only a test or a hook may read this.')
    return found.created
  }
}
