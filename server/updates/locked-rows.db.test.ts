import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { MINUTE_MS } from '#contract/time-units.ts'
import { createApp } from '#server/app.ts'
import { connectDatabase } from '#server/database/connect.ts'
import type { Database } from '#server/database/database.ts'
import { withClient } from '#server/database/with-client.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { sendOmaha } from '#server/testing/omaha-node.ts'
import { createApplication } from '#server/testing/rest-world.ts'
import { urlOfTestDatabase } from '#server/testing/test-database.ts'

const MACHINES = Array.from({ length: 20 }, (_, n) => `node-${n}`)

const nothing = () => {}

const server = serverForEachTest()
let app: FastifyInstance
let database: Database

/** The URL of the test's database, with these timeouts. */
async function urlWith(timeouts: Record<string, string>): Promise<string> {
  const url = await urlOfTestDatabase(server.db)
  for (const [name, value] of Object.entries(timeouts)) url.searchParams.set(name, value)
  return url.href
}

/** A transaction of another session, idle from when the statement has locked its rows until it is released. */
async function holdLock(statement: string, id: string, timeouts = {}): Promise<() => Promise<void>> {
  const connectionString = await urlWith(timeouts)
  let release = nothing
  const released = new Promise<void>((resolve) => (release = resolve))
  let session: Promise<void> = Promise.resolve()
  await new Promise<void>((locked, fail) => {
    session = withClient({ connectionString }, async (client) => {
      await client.query('begin')
      await client.query(statement, [id])
      locked()
      await released
    })
    session.catch(fail)
  })
  return async () => {
    release()
    await session
  }
}

/** An application whose nodes of track "stable" are granted updates, within a limit that none of them reaches. */
async function createGroup(name: string): Promise<{ app: string; group_id: string }> {
  const application = await createApplication(server.app, name)
  const { id: package_id } = await application.addPackage('2.0.0')
  const channel = await application.addChannel('stable', 1, package_id)
  const { id: group_id } = await application.addGroup({
    track: 'stable',
    channel_id: channel.id,
    policy_max_updates_per_period: 100,
  })
  return { app: application.id, group_id }
}

const checkIn = (group: { app: string }, machine: string, fields = {}) =>
  sendOmaha(app, { app: group.app, machine, version: '1.0.0', ...fields })

const statusesOf = (responses: Awaited<ReturnType<typeof checkIn>>[]) =>
  responses.map(({ status, check }) => check ?? status)

// The embedded database has no second session that could hold a lock.
describe.runIf(inject('testDatabase').kind === 'postgres')('while another session holds a lock', () => {
  let kiosk: Awaited<ReturnType<typeof createGroup>>
  let metrics: Awaited<ReturnType<typeof createGroup>>
  beforeEach(async () => {
    database = await connectDatabase({ kind: 'postgres', url: await urlWith({ lock_timeout: '300' }) })
    app = await createApp({ db: database.db, clock: server.clock })
    kiosk = await createGroup('Kiosk OS')
    metrics = await createGroup('Metrics')
  })
  afterEach(() => database.close())

  test('on a node, check-ins that share its batch are answered, and its own once the lock is gone', async () => {
    const machines = [...MACHINES, 'locked']
    await Promise.all(machines.map((machine) => checkIn(kiosk, machine, { check: false })))
    server.clock.advance(10 * MINUTE_MS)
    const release = await holdLock(
      'select from instance_applications where instance_id = $1 for update',
      'locked',
    )
    const locked = checkIn(kiosk, 'locked', { check: false })
    const others = await Promise.all(MACHINES.map((machine) => checkIn(kiosk, machine, { check: false })))
    expect(new Set(statusesOf(others))).toEqual(new Set(['ok']))
    await release()
    expect(await locked).toMatchObject({ status: 'ok' })
  })

  test('on a group, its nodes are refused with 503, and those of other groups are granted', async () => {
    const release = await holdLock('select from groups where id = $1 for update', kiosk.group_id)
    const refused = Promise.all(MACHINES.map((machine) => checkIn(kiosk, machine)))
    const granted = await Promise.all(MACHINES.map((machine) => checkIn(metrics, `other-${machine}`)))
    expect(new Set(statusesOf(granted))).toEqual(new Set(['ok']))
    for (const { xml } of await refused) expect(xml).toContain('"error":"database-busy"')
    await release()
    await expect.poll(async () => (await checkIn(kiosk, 'node-0')).check).toBe('ok')
  })

  test('in a process that is frozen in mid-transaction, its fellow grants again after the timeout', async () => {
    const statement = 'select from groups where id = $1 for no key update'
    const release = await holdLock(statement, kiosk.group_id, { idle_in_transaction_session_timeout: '500' })
    await expect.poll(async () => (await checkIn(kiosk, 'node-0')).check, { timeout: 20_000 }).toBe('ok')
    await release()
  })
})
