import { describe, expect, inject, test } from 'vitest'
import { createApp } from '#server/app.ts'
import { connectDatabase } from '#server/database/connect.ts'
import { closedAfterEachTest } from '#server/testing/closed-after-each-test.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { sendOmaha } from '#server/testing/omaha-node.ts'
import type { UpdateServer } from '#server/testing/update-server.ts'
import { urlOfTestDatabase } from '#server/testing/test-database.ts'
import { createUpdateWorld } from '#server/testing/update-world.ts'

/** The embedded database has one session: more checks only wait longer for it. */
const COUNT = inject('testDatabase').kind === 'embedded' ? 200 : 1000
const NODES = Array.from({ length: COUNT }, (_, n) => `node-${n}`)
const SOME_NODES = NODES.slice(0, 100)

const server = serverForEachTest()
const closing = closedAfterEachTest()

/** Another app with its own connections, like a second process on the same database. */
async function connectApp(): Promise<UpdateServer['app']> {
  const url = await urlOfTestDatabase(server.db)
  const database = await connectDatabase({ kind: 'postgres', url: url.href })
  closing.push(() => database.close())
  return createApp({ db: database.db, clock: server.clock })
}

/** Lets all nodes check once at the same time; returns how many were granted an update. */
async function countGrants(
  machines: readonly string[],
  check: (machine: string, n: number) => ReturnType<typeof sendOmaha>,
): Promise<number> {
  const responses = await Promise.all(machines.map(check))
  expect(responses.filter(({ status }) => status !== 'ok').map(({ status }) => status)).not.toContain(
    undefined,
  )
  return responses.filter(({ check }) => check === 'ok').length
}

const historyRows = async (status: number) => {
  const rows = await server.db
    .selectFrom('instance_status_history')
    .select('id')
    .where('status', '=', status)
    .execute()
  return rows.length
}

test(`a limit of 50 grants exactly 50 of ${COUNT} concurrent checks`, async () => {
  await createUpdateWorld(server.db, { policy: { policy_max_updates_per_period: 50 } })
  expect(await countGrants(NODES, (machine) => sendOmaha(server.app, { machine, version: '1.0.0' }))).toBe(50)
  expect(await historyRows(2)).toBe(50)
  expect(await historyRows(8)).toBe(NODES.length - 50)
})

test.each([
  ['a limit of 1', { policy_max_updates_per_period: 1 }],
  ['safe mode', { policy_safe_mode: true }],
])('%s grants exactly one of many concurrent checks', async (_, policy) => {
  await createUpdateWorld(server.db, { policy })
  expect(
    await countGrants(SOME_NODES, (machine) => sendOmaha(server.app, { machine, version: '1.0.0' })),
  ).toBe(1)
})

test('many concurrent grants record one start of the rollout', async () => {
  await createUpdateWorld(server.db)
  const count = await countGrants(SOME_NODES, (machine) =>
    sendOmaha(server.app, { machine, version: '1.0.0' }),
  )
  expect(count).toBe(SOME_NODES.length)
  expect(await server.db.selectFrom('activities').select(['class', 'version']).execute()).toEqual([
    { class: 2, version: '2.0.0' },
  ])
})

describe.skipIf(inject('testDatabase').kind === 'embedded')('several processes on one database', () => {
  test('share one limit', async () => {
    await createUpdateWorld(server.db, { policy: { policy_max_updates_per_period: 50 } })
    const apps = [server.app, await connectApp()] as const
    const count = await countGrants(NODES.slice(0, 300), (machine, n) =>
      sendOmaha(apps[n % 2 === 0 ? 0 : 1], { machine, version: '1.0.0' }),
    )
    expect(count).toBe(50)
    expect(await historyRows(2)).toBe(50)
  })

  test('grant one update when four of them check at the same time', async () => {
    await createUpdateWorld(server.db, { policy: { policy_max_updates_per_period: 1 } })
    const apps = await Promise.all([1, 2, 3, 4].map(connectApp))
    // Registers the nodes first, so that the checks below overlap.
    await Promise.all(
      apps.map((app, n) => sendOmaha(app, { machine: `node-${n}`, version: '1.0.0', check: false })),
    )
    const responses = await Promise.all(
      apps.map((app, n) => sendOmaha(app, { machine: `node-${n}`, version: '1.0.0' })),
    )
    expect(responses.filter(({ check }) => check === 'ok')).toHaveLength(1)
  })
})

test('many concurrent checks of one node get one grant and no hold', async () => {
  await createUpdateWorld(server.db, { policy: { policy_max_updates_per_period: 1 } })
  const responses = await Promise.all(
    SOME_NODES.map(() => sendOmaha(server.app, { machine: 'n1', version: '1.0.0' })),
  )
  expect(responses.filter(({ check }) => check !== 'ok')).toEqual([])
  expect(await historyRows(2)).toBe(1)
  expect(await historyRows(8)).toBe(0)
})

test('concurrent events and checks of a group neither deadlock nor get lost', async () => {
  await createUpdateWorld(server.db)
  const machines = SOME_NODES
  await Promise.all(machines.map((machine) => sendOmaha(server.app, { machine, version: '1.0.0' })))
  const responses = await Promise.all(
    machines.flatMap((machine) => [
      sendOmaha(server.app, { machine, version: '2.0.0', events: [[3, 2, '1.0.0']] }),
      sendOmaha(server.app, { machine: `late-${machine}`, version: '1.0.0' }),
    ]),
  )
  expect(responses.filter(({ status }) => status !== 'ok')).toEqual([])
  expect(await historyRows(4)).toBe(machines.length)
  expect(await historyRows(2)).toBe(2 * machines.length)
})

test('nodes that complete concurrently end the rollout once', async () => {
  await createUpdateWorld(server.db)
  const machines = NODES.slice(0, 20)
  await Promise.all(machines.map((machine) => sendOmaha(server.app, { machine, version: '1.0.0' })))
  await Promise.all(
    machines.map((machine) =>
      sendOmaha(server.app, { machine, version: '2.0.0', events: [[3, 2, '1.0.0']] }),
    ),
  )
  const finished = await server.db.selectFrom('activities').select('version').where('class', '=', 3).execute()
  expect(finished).toEqual([{ version: '2.0.0' }])
})
