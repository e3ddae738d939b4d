import { expect, test } from 'vitest'
import { failurePatternsSchema } from '#contract/failure-patterns.ts'
import { DAY_MS, HOUR_MS } from '#contract/time-units.ts'
import { addHistory, addNodes } from '#server/testing/fleet-rows.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { requestJson } from '#server/testing/rest-client.ts'

const server = serverForEachTest()
const world = worldForEachTest(server)

const ago = (milliseconds: number) => new Date(server.clock.now().getTime() - milliseconds)
const read = () => {
  const { application_id, group_id } = world
  const path = `/platte/failure-patterns?application=${application_id}&group=${group_id}`
  return requestJson(server.app, failurePatternsSchema, 'GET', path)
}

const machine = (ip: string, oem: string) => ({ ip, oem, aleph_version: '0.9.0' })

test('nodes are counted once by what they have in common and by their latest failure', async () => {
  await addNodes(server.db, world, server.clock.now(), [
    { id: 'a', version: '1.0.0', machine: machine('10.1.1.7', 'ami') },
    { id: 'b', version: '1.0.0', machine: machine('10.1.1.9', 'ami') },
    { id: 'c', version: '2.0.0', machine: machine('10.1.2.1', 'gce') },
    { id: 'd', version: '2.0.0', machine: machine('2001:db8:0:1::5', '') },
  ])
  const failed = { status: 3, version: '2.0.0' }
  const completed = { status: 4, version: '2.0.0' }
  await addHistory(server.db, world, [
    { instance_id: 'c', status: 4, version: '1.0.0', created_ts: ago(40 * DAY_MS) },
    { instance_id: 'a', ...failed, error_code: '37', created_ts: ago(3 * HOUR_MS) },
    { instance_id: 'a', ...failed, error_code: String(2 ** 28 + 9), created_ts: ago(2 * HOUR_MS) },
    { instance_id: 'b', ...failed, error_code: '9', created_ts: ago(2 * HOUR_MS) },
    { instance_id: 'c', ...completed, created_ts: ago(2 * HOUR_MS) },
    { instance_id: 'd', ...failed, created_ts: ago(2 * HOUR_MS) },
    { instance_id: 'd', ...completed, created_ts: ago(HOUR_MS) },
  ])
  const { nodes, failed: failedNodes, errors, attributes, sampled } = await read()
  expect({ nodes, failedNodes, sampled }).toEqual({ nodes: 4, failedNodes: 3, sampled: false })
  expect(errors).toEqual([
    { error_code: '9', nodes: 2 },
    { error_code: '', nodes: 1 },
  ])
  const byAttribute = Object.fromEntries(
    attributes.map(({ attribute, count, values }) => [
      attribute,
      {
        count,
        values: values.map(({ value, nodes, failed, failed_nodes }) => [value, nodes, failed, failed_nodes]),
      },
    ]),
  )
  expect(byAttribute['oem']).toEqual({
    count: 3,
    values: [
      ['ami', 2, 2, ['a', 'b']],
      ['', 1, 1, ['d']],
    ],
  })
  expect(byAttribute['network']).toEqual({
    count: 3,
    values: [
      ['10.1.1.0/24', 2, 2, ['a', 'b']],
      ['2001:db8:0:1::/64', 1, 1, ['d']],
    ],
  })
  expect(byAttribute['from_version']).toEqual({
    count: 2,
    values: [['0.9.0', 3, 3, ['a', 'b', 'd']]],
  })
  expect(byAttribute['hour']?.values).toHaveLength(1)
})

test('a group without ended updates has none to compare', async () => {
  expect(await read()).toMatchObject({ nodes: 0, failed: 0, errors: [], sampled: false })
})
