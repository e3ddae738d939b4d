import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startOwnPostgres } from './test-postgres.ts'
import { omahaRequestXml } from '#server/testing/omaha-node.ts'
import {
  addressOf,
  type ServerProcess,
  SHORT_LIVED,
  startServerProcess,
} from '#server/testing/server-process.ts'
import { connectDatabase } from '#server/database/connect.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const FLATCAR = 'e96281a6-d1af-4bde-9a0a-97b76e56dc57'

let postgres: Awaited<ReturnType<typeof startOwnPostgres>>
let server: ServerProcess
beforeAll(async () => {
  postgres = await startOwnPostgres()
  server = await startServerProcess(['--port', '0', '--database-url', postgres.url], {}, SHORT_LIVED)
})
afterAll(async () => {
  await server.end('SIGTERM')
  await postgres.stop()
})

let earlierLines = 0
beforeEach(() => {
  earlierLines = databaseLines().length
})

async function send(path: string, init: RequestInit = {}) {
  const { status, headers } = await fetch(addressOf(server) + path, init)
  return { status, retryAfter: headers.get('retry-after') }
}

const checkIn = (machine: string) => ({
  method: 'POST',
  body: omahaRequestXml({ app: FLATCAR, machine, version: '1.0.0', track: 'stable' }),
})

let applications = 0

/** One request of each kind; reads and writes. */
const sendEach = () =>
  Promise.all([
    send('/health'),
    send('/api/apps'),
    send('/api/apps', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: `Kiosk ${++applications}` }),
    }),
    send('/platte/fleet'),
    send('/platte/status'),
    send('/platte/audit-log'),
    send('/v1/update/', checkIn('node-1')),
  ])

const databaseLines = () =>
  server
    .stdout()
    .split('\n')
    .filter((line) => /database/i.test(line))

/** What the server has logged during the test. */
const logLines = () => databaseLines().slice(earlierLines)

test('an outage is answered 503, logged in one line, and over by itself', async () => {
  await postgres.halt()
  for (let round = 0; round < 3; round++)
    for (const response of await sendEach()) expect(response).toEqual({ status: 503, retryAfter: '5' })
  await expect.poll(logLines).toEqual([
    expect.stringMatching(
      // The reason depends on how far the shutdown was.
      /^The database is unavailable: \S.*\. Requests are answered 503 until it is back\.$/,
    ),
  ])

  await postgres.resume()
  await expect.poll(logLines, { timeout: 20_000 }).toHaveLength(2)
  expect(logLines()[1]).toMatch(/^The database is available again, after \d+ s\.$/)
  for (const { status } of await sendEach()) expect(status).toBe(200)
  expect(server.stderr()).toBe('')
})

test('connections that break while the database works are one line, and later requests succeed', async () => {
  const other = await connectDatabase({ kind: 'postgres', url: postgres.url })
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where pid <> pg_backend_pid() and backend_type = 'client backend'`.execute(other.db)
  await expect.poll(logLines).toEqual([expect.stringMatching(/^A connection to the database broke: /)])
  for (const { status } of await sendEach()) expect(status).toBe(200)
  expect(server.stderr()).toBe('')
  await other.close()
})
