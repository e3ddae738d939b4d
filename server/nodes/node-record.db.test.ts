import { expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { nodeHistorySchema, nodeRecordSchema } from '#contract/node-record.ts'
import { MINUTE_MS } from '#contract/time-units.ts'
import { addHistory, addNodes } from '#server/testing/fleet-rows.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { sendOmaha } from '#server/testing/omaha-node.ts'
import { requestHttpError, requestJson } from '#server/testing/rest-client.ts'

const server = serverForEachTest()
const world = worldForEachTest(server)

const readRecord = (id: string) =>
  requestJson(server.app, nodeRecordSchema, 'GET', `/platte/nodes/${encodeURIComponent(id)}`)
const readHistory = (id: string, query = '') =>
  requestJson(
    server.app,
    nodeHistorySchema,
    'GET',
    `/platte/nodes/${encodeURIComponent(id)}/history?application=${world.application_id}${query}`,
  )

test('a node is reported in every application it runs, however long it is silent', async () => {
  const other = await server.db
    .insertInto('applications')
    .values({ name: 'Till', description: '', product_id: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  const now = server.clock.now()
  await sendOmaha(server.app, { machine: 'n1', version: '1.0.0', attributes: 'oem="qemu"' })
  await addNodes(server.db, { ...world, application_id: other.id }, now, [
    {
      id: 'n1',
      group_id: null,
      version: '7.0.0',
      last_check_for_updates: new Date(now.getTime() - MINUTE_MS),
    },
  ])
  server.clock.advance(90 * 24 * 60 * MINUTE_MS)
  expect(await readRecord('n1')).toMatchObject({
    id: 'n1',
    oem: 'qemu',
    is_shared: false,
    applications: [
      { application_id: world.application_id, version: '1.0.0', granted_version: '2.0.0' },
      { application_id: other.id, version: '7.0.0', group_id: null, granted_ts: null },
    ],
  })
})

const checkInAfter = async (minutes: number, version = '1.0.0') => {
  server.clock.advance(minutes * MINUTE_MS)
  await sendOmaha(server.app, { machine: 'n1', version })
}
const gaps = async () => (await readRecord('n1')).applications[0]?.recent_check_gaps

test('a node’s record has the gaps between its last eight check-ins, without events and silences', async () => {
  await checkInAfter(0)
  expect(await gaps()).toEqual([])
  await checkInAfter(45)
  await checkInAfter(2, '1.0.1')
  await checkInAfter(50, '1.0.1')
  await checkInAfter(24 * 60, '1.0.1')
  expect(await gaps()).toEqual([50 * 60, 45 * 60])
  for (let gap = 10; gap < 19; gap += 1) await checkInAfter(gap, '1.0.1')
  expect(await gaps()).toEqual([18, 17, 16, 15, 14, 13, 12, 11].map((gap) => gap * 60))
})

test('a history is read newest first, in all groups that the node was in', async () => {
  const now = server.clock.now()
  await addNodes(server.db, world, now, [{ id: 'n1' }])
  const entries = [
    { status: INSTANCE_STATUS.updateGranted, version: '2.0.0', group_id: null },
    { status: INSTANCE_STATUS.error, version: '2.0.0', error_code: '37' },
    { status: INSTANCE_STATUS.onHold, version: '2.0.0' },
  ]
  await addHistory(
    server.db,
    world,
    entries.map((entry) => ({ instance_id: 'n1', created_ts: now, ...entry })),
  )
  const whole = await readHistory('n1')
  expect(whole.has_more).toBe(false)
  expect(whole.entries.map(({ status, group_id }) => [status, group_id])).toEqual([
    [INSTANCE_STATUS.onHold, world.group_id],
    [INSTANCE_STATUS.error, world.group_id],
    [INSTANCE_STATUS.updateGranted, null],
  ])
  expect(await readHistory('n1', '&limit=2')).toEqual({ entries: whole.entries.slice(0, 2), has_more: true })
})

test('ten thousand entries are read at once, and no more', async () => {
  const now = server.clock.now()
  await addNodes(server.db, world, now, [{ id: 'n1' }])
  const entry = { instance_id: 'n1', status: INSTANCE_STATUS.error, created_ts: now }
  for (let batch = 0; batch < 3; batch++)
    // A statement has at most 65,535 parameters.
    await addHistory(
      server.db,
      world,
      Array.from({ length: 3400 }, () => entry),
    )
  const { entries, has_more } = await readHistory('n1', '&limit=10000')
  expect({ read: entries.length, has_more }).toEqual({ read: 10_000, has_more: true })
  const refused = `/platte/nodes/n1/history?application=${world.application_id}&limit=10001`
  expect(await requestHttpError(server.app, 'GET', refused)).toMatchObject({ status: 400 })
})

test('an unknown node is not found, and has no history', async () => {
  expect(await requestHttpError(server.app, 'GET', '/platte/nodes/nobody')).toMatchObject({ status: 404 })
  expect(await readHistory('nobody')).toEqual({ entries: [], has_more: false })
})
