import { expect, test } from 'vitest'
import { nodeIdentitiesSchema, sharedIdsSchema } from '#contract/node-identity.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { omahaRequestXml } from '#server/testing/omaha-node.ts'
import { requestJson } from '#server/testing/rest-client.ts'

const server = serverForEachTest()
const world = worldForEachTest(server)

async function checkIn(machine: string, { address = '10.0.0.1', boot = '' }): Promise<void> {
  await server.app.inject({
    method: 'POST',
    url: '/v1/update/',
    remoteAddress: address,
    payload: omahaRequestXml({ machine, version: '2.0.0', attributes: boot && `bootid="{${boot}}"` }),
  })
  server.clock.advance(MINUTE_MS)
}

const identitiesOf = (machine: string) =>
  requestJson(
    server.app,
    nodeIdentitiesSchema,
    'GET',
    `/platte/node-identities?instance=${encodeURIComponent(machine)}`,
  )
const sharedIds = (query = '') =>
  requestJson(server.app, sharedIdsSchema, 'GET', `/platte/shared-ids${query}`)

test('an id whose boot id comes back is shared, with when each was seen', async () => {
  for (const boot of ['a', 'b', 'a', 'b']) await checkIn('twins', { boot })
  const identities = await identitiesOf('twins')
  expect(identities).toEqual({
    instance_id: 'twins',
    is_shared: true,
    addresses: [],
    boot_ids: [
      {
        value: '{b}',
        first_seen_ts: '2026-03-04T12:01:00.000Z',
        last_seen_ts: '2026-03-04T12:03:00.000Z',
        returns: 1,
      },
      {
        value: '{a}',
        first_seen_ts: '2026-03-04T12:00:00.000Z',
        last_seen_ts: '2026-03-04T12:02:00.000Z',
        returns: 1,
      },
    ],
  })
  expect(await sharedIds()).toEqual({ nodes: [identities], total: 1 })
})

test('the list of a group has its own nodes only', async () => {
  for (const boot of ['a', 'b', 'a']) await checkIn('twins', { boot })
  expect(await sharedIds(`?group=${world.group_id}`)).toMatchObject({
    nodes: [{ instance_id: 'twins' }],
    total: 1,
  })
  expect(await sharedIds(`?group=${world.application_id}`)).toEqual({ nodes: [], total: 0 })
})

test('an id whose addresses come back twice is shared; once may be a move and its return', async () => {
  for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.1']) await checkIn('n1', { address })
  expect(await identitiesOf('n1')).toMatchObject({ is_shared: false })
  await checkIn('n1', { address: '10.0.0.2' })
  expect(await identitiesOf('n1')).toMatchObject({ is_shared: true })
})

test('a node that reboots, moves, and gets an old address again after days is its own', async () => {
  for (const [address, boot] of [
    ['10.0.0.1', 'a'],
    ['10.0.0.2', 'b'],
    ['10.0.0.1', 'c'],
    ['10.0.0.2', 'd'],
  ] as const) {
    await checkIn('n1', { address, boot })
    server.clock.advance(3 * DAY_MS)
  }
  expect(await identitiesOf('n1')).toMatchObject({ is_shared: false })
  expect(await sharedIds()).toEqual({ nodes: [], total: 0 })
})

test('of each kind the latest eight are kept', async () => {
  for (let n = 0; n < 20; n++) {
    await checkIn('n1', { address: `10.0.0.${n}`, boot: `boot-${n}` })
    server.clock.advance(HOUR_MS)
  }
  const { addresses, boot_ids } = await identitiesOf('n1')
  const latest = Array.from({ length: 8 }, (_, place) => 19 - place)
  expect(addresses.map(({ value }) => value)).toEqual(latest.map((n) => `10.0.0.${n}`))
  expect(boot_ids.map(({ value }) => value)).toEqual(latest.map((n) => `{boot-${n}}`))
})

test('a node that never changed has none, and an unknown one neither', async () => {
  await checkIn('n1', { boot: 'a' })
  await checkIn('n1', { boot: 'a' })
  for (const instance_id of ['n1', '..'])
    expect(await identitiesOf(instance_id)).toEqual({
      instance_id,
      is_shared: false,
      addresses: [],
      boot_ids: [],
    })
})
