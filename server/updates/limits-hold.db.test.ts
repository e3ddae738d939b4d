import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { createApp } from '#server/app.ts'
import { connectDatabase, type Database } from '#server/database/connect.ts'
import { say } from '#server/testing/omaha-node.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'
import { createUpdateWorld } from '#server/testing/update-world.ts'

const NODES = Array.from({ length: 1000 }, (_, n) => `node-${n}`)
const SOME_NODES = NODES.slice(0, 100)

let server: UpdateServer
const others: Database[] = []
beforeEach(async () => {
  server = await createUpdateServer()
})
afterEach(async () => {
  await Promise.all(others.splice(0).map((database) => database.close()))
  await server.close()
})

/** A second process on the same database, as far as the database can tell. */
async function connectAnother(): Promise<UpdateServer['app']> {
  const where = inject('testDatabase')
  if (where.kind === 'embedded') throw new Error('the embedded database belongs to one process')
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(server.db)
  const url = new URL(where.url)
  url.pathname = `/${rows[0]?.name}`
  const database = await connectDatabase({ kind: 'postgres', url: url.href })
  others.push(database)
  return createApp({ db: database.db, clock: server.clock })
}

/** How many of the nodes were granted, each asking once and all at the same moment. */
async function granted(
  machines: readonly string[],
  ask: (machine: string, n: number) => ReturnType<typeof say>,
): Promise<number> {
  const answers = await Promise.all(machines.map(ask))
  expect(answers.filter(({ status }) => status !== 'ok').map(({ status }) => status)).not.toContain(undefined)
  return answers.filter(({ check }) => check === 'ok').length
}

const historyRows = async (status: number) => {
  const rows = await server.db
    .selectFrom('instance_status_history')
    .select('id')
    .where('status', '=', status)
    .execute()
  return rows.length
}

test('of 1,000 nodes that ask at once a limit of 50 grants 50', async () => {
  await createUpdateWorld(server.db, { policy: { policy_max_updates_per_period: 50 } })
  expect(await granted(NODES, (machine) => say(server.app, { machine, version: '1.0.0' }))).toBe(50)
  expect(await historyRows(2)).toBe(50)
  expect(await historyRows(8)).toBe(NODES.length - 50)
})

test.each([
  ['a limit of 1', { policy_max_updates_per_period: 1 }],
  ['safe mode', { policy_safe_mode: true }],
])('%s lets one of many go ahead', async (_, policy) => {
  await createUpdateWorld(server.db, { policy })
  expect(await granted(SOME_NODES, (machine) => say(server.app, { machine, version: '1.0.0' }))).toBe(1)
})

test('a rollout without limits is started once by many', async () => {
  await createUpdateWorld(server.db)
  const count = await granted(SOME_NODES, (machine) => say(server.app, { machine, version: '1.0.0' }))
  expect(count).toBe(SOME_NODES.length)
  expect(await server.db.selectFrom('activities').select(['class', 'version']).execute()).toEqual([
    { class: 2, version: '2.0.0' },
  ])
})

describe.skipIf(inject('testDatabase').kind === 'embedded')('on one database', () => {
  test('two processes keep one limit', async () => {
    await createUpdateWorld(server.db, { policy: { policy_max_updates_per_period: 50 } })
    const apps = [server.app, await connectAnother()] as const
    const count = await granted(NODES, (machine, n) =>
      say(apps[n % 2 === 0 ? 0 : 1], { machine, version: '1.0.0' }),
    )
    expect(count).toBe(50)
    expect(await historyRows(2)).toBe(50)
  })

  test('of four processes that grant at the same moment one does', async () => {
    await createUpdateWorld(server.db, { policy: { policy_max_updates_per_period: 1 } })
    const apps = await Promise.all([1, 2, 3, 4].map(connectAnother))
    // Each has connected and registered its node; now they meet at the limit.
    await Promise.all(
      apps.map((app, n) => say(app, { machine: `node-${n}`, version: '1.0.0', check: false })),
    )
    const answers = await Promise.all(
      apps.map((app, n) => say(app, { machine: `node-${n}`, version: '1.0.0' })),
    )
    expect(answers.filter(({ check }) => check === 'ok')).toHaveLength(1)
  })
})

test('one node that asks many times at once is granted once, and not put on hold by its own grant', async () => {
  await createUpdateWorld(server.db, { policy: { policy_max_updates_per_period: 1 } })
  const answers = await Promise.all(
    SOME_NODES.map(() => say(server.app, { machine: 'restless', version: '1.0.0' })),
  )
  expect(answers.filter(({ check }) => check !== 'ok')).toEqual([])
  expect(await historyRows(2)).toBe(1)
  expect(await historyRows(8)).toBe(0)
})

test('events and checks of a whole group at once neither deadlock nor get lost', async () => {
  await createUpdateWorld(server.db)
  const machines = SOME_NODES
  await Promise.all(machines.map((machine) => say(server.app, { machine, version: '1.0.0' })))
  const answers = await Promise.all(
    machines.flatMap((machine) => [
      say(server.app, { machine, version: '2.0.0', events: [[3, 2, '1.0.0']] }),
      say(server.app, { machine: `late-${machine}`, version: '1.0.0' }),
    ]),
  )
  expect(answers.filter(({ status }) => status !== 'ok')).toEqual([])
  expect(await historyRows(4)).toBe(machines.length)
  expect(await historyRows(2)).toBe(2 * machines.length)
})

test('the last two nodes to complete at once end the rollout once', async () => {
  await createUpdateWorld(server.db)
  const machines = NODES.slice(0, 20)
  await Promise.all(machines.map((machine) => say(server.app, { machine, version: '1.0.0' })))
  await Promise.all(
    machines.map((machine) => say(server.app, { machine, version: '2.0.0', events: [[3, 2, '1.0.0']] })),
  )
  const finished = await server.db.selectFrom('activities').select('version').where('class', '=', 3).execute()
  expect(finished).toEqual([{ version: '2.0.0' }])
})
