import { SECOND_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import { activityPageSchema } from '#contract/activity.ts'
import { instancePageSchema } from '#contract/instance.ts'
import { addNodes } from '#server/testing/fleet-rows.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { requestJson } from '#server/testing/rest-client.ts'

const NODES = 2100

const server = serverForEachTest()
const world = worldForEachTest(server)

const instances = async (query: Record<string, string>) => {
  const all = { status: '0', duration: '1d', sortFilter: '2', sortOrder: '1', ...query }
  const path = `/api/apps/${world.application_id}/groups/${world.group_id}/instances?${new URLSearchParams(all).toString()}`
  const page = await requestJson(server.app, instancePageSchema, 'GET', path)
  return { total: page.total, nodes: page.instances ?? [] }
}

test('a page of thousands of nodes has the rows of its short pages, in their order', async () => {
  const now = server.clock.now().getTime()
  const rows = Array.from({ length: NODES }, (_, n) => ({
    id: `node-${n}`,
    version: n % 2 === 0 ? '1.0.0' : '1.1.0',
    last_check_for_updates: new Date(now - (n % 700) * SECOND_MS),
  }))
  await addNodes(server.db, world, server.clock.now(), rows)
  for (const query of [{}, { sortFilter: '0', sortOrder: '0' }, { searchFilter: 'id', searchValue: '1' }]) {
    const whole = await instances({ ...query, perpage: '1000000' })
    const pages = await Promise.all(
      ['1', '2', '3'].map((page) => instances({ ...query, perpage: '900', page })),
    )
    expect(whole.nodes).toEqual(pages.flatMap(({ nodes }) => nodes))
    expect(whole.total).toBe(whole.nodes.length)
  }
})

test('a page of another list has a thousand entries at most, and the next one the rest', async () => {
  const entries = Array.from({ length: 1005 }, () => ({
    application_id: world.application_id,
    group_id: world.group_id,
    class: 5,
    severity: 4,
    version: '1.0.0',
    created_ts: new Date(server.clock.now().getTime() - SECOND_MS),
  }))
  await server.db.insertInto('activities').values(entries).execute()
  const activity = (page: string) =>
    requestJson(
      server.app,
      activityPageSchema,
      'GET',
      `/api/activity?start=&end=&perpage=1000000&page=${page}`,
    )
  expect(await activity('1')).toMatchObject({ totalCount: 1005, count: 1000 })
  expect(await activity('2')).toMatchObject({ totalCount: 1005, count: 5 })
})
