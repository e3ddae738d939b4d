import { DAY_MS, HOUR_MS } from '#contract/time-units.ts'
import { describe, expect, test } from 'vitest'
import { instancePageSchema, instanceSchema, statusHistorySchema } from '#contract/instance.ts'
import { addHistory, addNodes } from '#server/testing/fleet-rows.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { requestJson, requestHttpError } from '#server/testing/rest-client.ts'

const server = serverForEachTest()
const world = worldForEachTest(server)

const ago = (milliseconds: number) => new Date(server.clock.now().getTime() - milliseconds)
const url = (rest: string) => `/api/apps/${world.application_id}/groups/${world.group_id}/instances${rest}`
const nodes = (...rows: Parameters<typeof addNodes>[3]) =>
  addNodes(server.db, world, server.clock.now(), rows)

async function list(query: Record<string, string> = {}) {
  const all = { duration: '30d', status: '0', perpage: '50', sortFilter: '0', sortOrder: '0', ...query }
  const path = url(`?${new URLSearchParams(all).toString()}`)
  const { instances, total } = await requestJson(server.app, instancePageSchema, 'GET', path)
  expect(total).toBe(instances?.length ?? 0)
  return instances?.map(({ alias }) => alias) ?? []
}

describe('a list of nodes', () => {
  test('has a machine once for each of its applications, or only for the group’s with own=1', async () => {
    const { id } = await server.db
      .insertInto('applications')
      .values({ name: 'Metrics', description: '', product_id: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await nodes({ id: 'alone' }, { id: 'both' })
    await nodes({ id: 'both', application_id: id, group_id: null })
    expect(await list()).toEqual(['alone', 'both', 'both'])
    expect(await list({ own: '1' })).toEqual(['alone', 'both'])
  })

  test('searches for SQL wildcards literally', async () => {
    await nodes(
      { id: 'a', machine: { alias: '50% off_road' } },
      { id: 'b', machine: { alias: '50 off road' } },
    )
    for (const searchFilter of ['All', 'alias']) {
      expect(await list({ searchFilter, searchValue: '50%' })).toEqual(['50% off_road'])
      expect(await list({ searchFilter, searchValue: 'off_ROAD' })).toEqual(['50% off_road'])
      expect(await list({ searchFilter, searchValue: 'off\\_road' })).toEqual([])
    }
  })

  test('sorts text bytewise, addresses numerically and times chronologically', async () => {
    await nodes(
      { id: 'a', machine: { alias: 'beta', ip: '10.0.0.10' }, last_check_for_updates: ago(HOUR_MS) },
      { id: 'b', machine: { alias: 'Zed', ip: '10.0.0.9' }, last_check_for_updates: ago(2 * HOUR_MS) },
      { id: 'c', machine: { alias: 'ärger', ip: '9.0.0.1' }, last_check_for_updates: ago(3 * HOUR_MS) },
    )
    expect(await list()).toEqual(['Zed', 'beta', 'ärger'])
    expect(await list({ sortOrder: '1' })).toEqual(['ärger', 'beta', 'Zed'])
    expect(await list({ sortFilter: '1' })).toEqual(['ärger', 'Zed', 'beta'])
    expect(await list({ sortFilter: '2' })).toEqual(['ärger', 'Zed', 'beta'])
  })

  test.each([
    ['oldest', '0'],
    ['newest', '1'],
  ])(
    'pages through nodes with the same last check, %s first, without losing or repeating one',
    async (_, sortOrder) => {
      const ids = Array.from({ length: 25 }, (_id, n) => `node-${String(n).padStart(2, '0')}`)
      await nodes(...ids.map((id) => ({ id })))
      const pages = await Promise.all(
        ['1', '2', '3', '4'].map((page) => {
          const order = { sortFilter: '2', sortOrder }
          const query = new URLSearchParams({ duration: '1d', status: '0', ...order, page })
          return requestJson(server.app, instancePageSchema, 'GET', url(`?${query.toString()}`))
        }),
      )
      const listed = pages.flatMap(({ instances }) => instances?.map(({ id }) => id) ?? [])
      expect(listed).toEqual(sortOrder === '0' ? ids : ids.toReversed())
      expect(pages.map(({ total }) => total)).toEqual([25, 25, 25, 25])
    },
  )

  test('has the nodes seen in its window', async () => {
    await nodes({ id: 'now' }, { id: 'last week', last_check_for_updates: ago(6 * DAY_MS) })
    expect(await list({ duration: '1d' })).toEqual(['now'])
    expect(await list({ duration: '7d' })).toEqual(['last week', 'now'])
  })

  test('refuses an invalid window and an unknown search field', async () => {
    expect(await requestHttpError(server.app, 'GET', url('?status=0&duration=2w'))).toMatchObject({
      status: 400,
      message: 'duration must be 1h, 1d, 7d or 30d.',
    })
    const search = url('?status=0&duration=1h&searchFilter=colour&searchValue=red')
    expect(await requestHttpError(server.app, 'GET', search)).toMatchObject({
      status: 400,
      error: 'unknown-search-filter',
    })
  })
})

describe('one node', () => {
  test('that was silent for more than a day has no application', async () => {
    const machine = { alias: '', oem: 'azure', aleph_version: '1.0.0' }
    await nodes({ id: 'one', status: 4, last_check_for_updates: ago(DAY_MS + 1), machine })
    const node = await requestJson(server.app, instanceSchema, 'GET', url('/one'))
    expect(node).toMatchObject({ id: 'one', oem: 'azure', aleph_version: '1.0.0' })
    expect(node).not.toHaveProperty('alias')
    expect(node.application).toMatchObject({ application_id: '', group_id: null, version: '', status: null })
  })

  test('that is unknown is a 404 for a read and a 400 for a rename', async () => {
    expect(await requestHttpError(server.app, 'GET', url('/unknown'))).toMatchObject({ status: 404 })
    expect(await requestHttpError(server.app, 'PUT', '/api/instances/unknown', { alias: 'x' })).toMatchObject(
      {
        status: 400,
        message: 'There is no node with the id unknown.',
      },
    )
  })

  test('that was held before its first grant has a history without a version', async () => {
    await nodes({ id: 'one' })
    await addHistory(server.db, world, [{ instance_id: 'one', status: 8, created_ts: ago(HOUR_MS) }])
    expect(await requestJson(server.app, statusHistorySchema, 'GET', url('/one/status_history'))).toEqual([
      { status: 8, version: null, error_code: null, created_ts: ago(HOUR_MS).toISOString() },
    ])
  })

  test('has 20 history entries, newest first, unless the request sets a limit', async () => {
    await nodes({ id: 'one' })
    const entries = Array.from({ length: 25 }, (_, n) => ({
      instance_id: 'one',
      status: 2,
      version: `1.${n}.0`,
    }))
    await addHistory(
      server.db,
      world,
      entries.map((entry) => ({ ...entry, created_ts: ago(0) })),
    )
    const history = async (query: string) =>
      (await requestJson(server.app, statusHistorySchema, 'GET', url(`/one/status_history${query}`))) ?? []
    expect((await history('')).map(({ version }) => version)).toEqual(
      Array.from({ length: 20 }, (_, n) => `1.${24 - n}.0`),
    )
    expect(await history('?limit=0')).toHaveLength(20)
    expect(await history('?limit=3')).toHaveLength(3)
    expect(await history('?limit=99999999999')).toHaveLength(25)
  })
})
