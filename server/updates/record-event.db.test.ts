import { DAY_MS, MINUTE_MS } from '#contract/time-units.ts'
import { describe, expect, test } from 'vitest'
import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { nodesOf } from '#server/testing/nodes-of.ts'
import { sendOmaha } from '#server/testing/omaha-node.ts'
import { addFloor, createUpdateWorld } from '#server/testing/update-world.ts'

const server = serverForEachTest()

const { checkIn, report, recordOf, historyOf } = nodesOf(server)
const activityOf = (activityClass: number) =>
  server.db
    .selectFrom('activities')
    .select(['severity', 'version', 'instance_id'])
    .where('class', '=', activityClass)
    .execute()
const isRollingOut = async () =>
  (await server.db.selectFrom('groups').select('rollout_in_progress').executeTakeFirstOrThrow())
    .rollout_in_progress

test('the history has every step of an update', async () => {
  await createUpdateWorld(server.db)
  await checkIn('n1')
  for (const step of [13, 13, 14, 800] as const) {
    server.clock.advance(MINUTE_MS)
    expect(await report('n1', '1.0.0', [step, 1])).toMatchObject({ status: 'ok' })
  }
  await report('n1', '2.0.0', [3, 2, '1.0.0'])
  const history = await historyOf('n1')
  expect(history.map(({ status }) => status)).toEqual([2, 7, 6, 5, 4])
  expect(history.map(({ version }) => version)).toEqual(Array(5).fill('2.0.0'))
  expect(history.at(-1)?.created_ts).toEqual(server.clock.now())
  expect(await recordOf('n1')).toMatchObject({ version: '2.0.0', update_in_progress: false })
})

test('several events of one request apply in order', async () => {
  await createUpdateWorld(server.db)
  await checkIn('n1')
  const response = await report('n1', '1.0.0', [13, 1], [14, 1], [13, 1], [99, 1])
  expect(response.xml.match(/<event status="ok">/g)).toHaveLength(4)
  expect((await historyOf('n1')).map(({ status }) => status)).toEqual([2, 7, 6, 7])
})

test('a check sees the changes of the events in the same request', async () => {
  await createUpdateWorld(server.db)
  await checkIn('n1')
  const failed = await sendOmaha(server.app, {
    machine: 'n1',
    version: '1.0.0',
    events: [[3, 0, '1.0.0', 37]],
  })
  expect(failed).toMatchObject({ status: 'ok', versions: ['2.0.0'] })
  expect((await historyOf('n1')).map(({ status }) => status)).toEqual([2, 3, 2])
})

test('a failure is recorded with its code, once for each update', async () => {
  await createUpdateWorld(server.db)
  await checkIn('n1')
  await report('n1', '1.0.0', [3, 0, '1.0.0', 37], [3, 0, '1.0.0', 38])
  expect(await historyOf('n1')).toMatchObject([
    { status: 2 },
    { status: 3, version: '2.0.0', error_code: '37' },
  ])
  expect(await activityOf(5)).toEqual([{ severity: 4, version: '2.0.0', instance_id: 'n1' }])
})

test('events of an unknown node, or one silent for a day, are accepted and ignored', async () => {
  await createUpdateWorld(server.db)
  expect(await report('unknown', '1.0.0', [13, 1])).toMatchObject({ status: 'ok' })
  await checkIn('n1')
  server.clock.advance(DAY_MS)
  expect(await report('n1', '1.0.0', [13, 1])).toMatchObject({ status: 'ok' })
  expect(await historyOf('n1')).toHaveLength(1)
})

describe('the rollout ends', () => {
  test('when every node was granted the target and runs it', async () => {
    await createUpdateWorld(server.db)
    await checkIn('n1')
    await checkIn('n2')
    await report('n1', '2.0.0', [3, 2, '1.0.0'])
    expect(await activityOf(3)).toEqual([])
    expect(await isRollingOut()).toBe(true)
    await report('n2', '2.0.0', [3, 2, '1.0.0'])
    expect(await activityOf(3)).toEqual([{ severity: 1, version: '2.0.0', instance_id: null }])
    expect(await isRollingOut()).toBe(false)
  })

  test('not while a node runs the target without having been granted it', async () => {
    await createUpdateWorld(server.db)
    await checkIn('installed-at-target', '2.0.0')
    await checkIn('n1')
    await report('n1', '2.0.0', [3, 2, '1.0.0'])
    expect(await isRollingOut()).toBe(true)
  })

  test('not at a floor', async () => {
    const world = await createUpdateWorld(server.db)
    await addFloor(server.db, world, '1.5.0')
    await checkIn('n1')
    await report('n1', '1.5.0', [3, 2, '1.0.0'])
    expect(await isRollingOut()).toBe(true)
  })

  test('regardless of nodes that were silent for a day', async () => {
    await createUpdateWorld(server.db)
    await checkIn('silent')
    server.clock.advance(DAY_MS)
    await checkIn('n1')
    await report('n1', '2.0.0', [3, 2, '1.0.0'])
    expect(await isRollingOut()).toBe(false)
  })
})

test("Flatcar's first boot without an update resets the node", async () => {
  await createUpdateWorld(server.db, { applicationId: FLATCAR_APPLICATION_ID })
  const request = { machine: 'n1', version: '1.0.0', app: FLATCAR_APPLICATION_ID }
  await sendOmaha(server.app, request)
  await sendOmaha(server.app, { ...request, ping: false, check: false, events: [[3, 2, '0.0.0.0']] })
  expect(await recordOf('n1')).toMatchObject({ status: INSTANCE_STATUS.undefined, update_in_progress: false })
  expect((await historyOf('n1')).map(({ status }) => status)).toEqual([2, 1])
})
