import { expect, test } from 'vitest'
import { failingNodesSchema } from '#contract/failing-nodes.ts'
import { MINUTE_MS } from '#contract/time-units.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { sendOmaha } from '#server/testing/omaha-node.ts'
import { requestHttpError, requestJson } from '#server/testing/rest-client.ts'
import { nodesOf } from '#server/testing/nodes-of.ts'

const server = serverForEachTest()
const world = worldForEachTest(server)
const { checkIn, report } = nodesOf(server)

const readFailing = (query = '') =>
  requestJson(server.app, failingNodesSchema, 'GET', `/platte/failing-nodes${query}`)

/** Granted, failed and granted again in the same request. */
async function failAndRetry(machine: string, code: number, times: number) {
  for (let time = 0; time < times; time++) {
    await checkIn(machine)
    server.clock.advance(MINUTE_MS)
    await sendOmaha(server.app, { machine, version: '1.0.0', events: [[3, 0, '1.0.0', code]] })
  }
}

test('a node that older updaters roll back is found, although they report success', async () => {
  await checkIn('n1')
  await report('n1', '1.0.0', [3, 2, '1.0.0'])
  expect(await readFailing()).toMatchObject({
    nodes: [{ instance_id: 'n1', version: '2.0.0', error_code: '44', is_rollback: true, times: 1 }],
    total: 1,
    rolled_back: 1,
    at_least: false,
  })
})

test('a node that newer updaters roll back is found, although it is granted again at once', async () => {
  await failAndRetry('n1', 44 + 2 ** 28, 5)
  expect((await readFailing()).nodes).toMatchObject([{ is_rollback: true, times: 5 }])
})

test('the same failure three times is a loop, and other failures are not', async () => {
  await failAndRetry('looping', 37, 3)
  await failAndRetry('unlucky', 37, 2)
  await failAndRetry('unlucky', 9, 2)
  expect(await readFailing()).toMatchObject({
    nodes: [{ instance_id: 'looping', error_code: '37', is_rollback: false, times: 3 }],
    rolled_back: 0,
    groups: [{ application_id: world.application_id, group_id: world.group_id, nodes: 1, times: 3 }],
  })
})

test('a completed update ends it', async () => {
  await failAndRetry('n1', 37, 4)
  server.clock.advance(MINUTE_MS)
  await report('n1', '2.0.0', [3, 2, '1.0.0'])
  expect(await readFailing()).toMatchObject({ nodes: [], total: 0 })
})

test('the list of a group has its own nodes only', async () => {
  await failAndRetry('n1', 37, 3)
  expect((await readFailing(`?group=${world.group_id}`)).total).toBe(1)
  expect((await readFailing(`?group=${world.application_id}`)).total).toBe(0)
  expect(await requestHttpError(server.app, 'GET', '/platte/failing-nodes?group=stable')).toMatchObject({
    status: 400,
  })
})
