import { type TestNodeRequest, sendOmaha } from './omaha-node.ts'
import type { UpdateServer } from './update-server.ts'

type Events = NonNullable<TestNodeRequest['events']>

/** What the nodes of the server do, and what it has recorded about them. */
export const nodesOf = (server: Pick<UpdateServer, 'app' | 'db'>) => ({
  /** A node checks in without an event. */
  checkIn: (machine: string, version = '1.0.0') => sendOmaha(server.app, { machine, version }),
  /** A node reports events without checking for updates. */
  report: (machine: string, version: string, ...events: Events) =>
    sendOmaha(server.app, { machine, version, ping: false, check: false, events }),
  /** The machine's row in its only application. */
  recordOf: (machine: string) =>
    server.db
      .selectFrom('instance_applications')
      .selectAll()
      .where('instance_id', '=', machine)
      .executeTakeFirstOrThrow(),
  /** The machine's status history, oldest first. */
  historyOf: (machine: string) =>
    server.db
      .selectFrom('instance_status_history')
      .select(['status', 'version', 'error_code', 'created_ts'])
      .where('instance_id', '=', machine)
      .orderBy('id')
      .execute(),
})
