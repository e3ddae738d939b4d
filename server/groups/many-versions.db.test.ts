import { HOUR_MS } from '#contract/time-units.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { fleetSummarySchema } from '#contract/fleet-summary.ts'
import {
  statusTimelineSchema,
  versionBreakdownSchema,
  versionTimelineSchema,
} from '#contract/group-statistics.ts'
import { MAX_LISTED_VERSIONS } from '#contract/version-limit.ts'
import { countOnce } from '#server/database/count-once.ts'
import { addHistory } from '#server/testing/fleet-rows.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { requestHttpError, requestJson } from '#server/testing/rest-client.ts'

const NODES = 12_000

const server = serverForEachTest()
const world = worldForEachTest(server)

/** Nodes of the world's group, each with a version of its own; the first runs the target. */
async function addNodesOfManyVersions(count: number) {
  const created = new Date(server.clock.now().getTime() - HOUR_MS / 2)
  await server.db.transaction().execute((trx) =>
    countOnce(trx, async () => {
      await sql`
        insert into instances (id, ip, created_ts)
        select 'node-' || n, '10.0.0.1', ${created} from generate_series(1, ${count}::int) n`.execute(trx)
      await sql`
        insert into instance_applications
          (instance_id, application_id, group_id, version, created_ts, last_check_for_updates)
        select 'node-' || n, ${world.application_id}, ${world.group_id},
          case when n = 1 then '2.0.0' else '0.1.' || n end, ${created}, ${server.clock.now()}
        from generate_series(1, ${count}::int) n`.execute(trx)
    }),
  )
}

const url = (rest: string) => `/api/apps/${world.application_id}/groups/${world.group_id}/${rest}`
const lengthOf = async (path: string) => (await server.app.inject({ url: path })).rawPayload.length

test('with a version for each of 12,000 nodes, every statistic counts all of them within its bound', async () => {
  await addNodesOfManyVersions(NODES)
  const path = url('version_timeline?duration=1h&points=120')
  const timeline = await requestJson(server.app, versionTimelineSchema, 'GET', path)
  const points = Object.values(timeline)
  expect(points).toHaveLength(120)
  // Before the nodes were created, the point is empty: versions without nodes are left out.
  expect(points[0]).toEqual({})
  const last = points.at(-1) ?? {}
  expect(Object.keys(last)).toHaveLength(MAX_LISTED_VERSIONS)
  // The target keeps its name, though only one node runs it.
  expect(last).toMatchObject({ '2.0.0': 1, '11801 other versions': 11_801 })
  expect(await lengthOf(path)).toBeLessThan(500_000)

  const inContract = await requestJson(
    server.app,
    versionTimelineSchema,
    'GET',
    url('version_timeline?duration=1d'),
  )
  expect(Object.values(inContract).map((at) => Object.keys(at).length)).toEqual(Array(25).fill(NODES))

  const { groups } = await requestJson(server.app, fleetSummarySchema, 'GET', '/platte/fleet')
  const breakdown = groups.find(({ group_id }) => group_id === world.group_id)?.version_breakdown ?? []
  expect(breakdown).toHaveLength(MAX_LISTED_VERSIONS)
  expect(breakdown[0]).toMatchObject({ version: '2.0.0', instances: 1 })
  expect(breakdown.at(-1)).toMatchObject({ version: '11801 other versions', instances: 11_801 })

  const whole = await requestJson(server.app, versionBreakdownSchema, 'GET', url('version_breakdown'))
  expect(whole).toHaveLength(NODES)
  const limited = await requestJson(
    server.app,
    versionBreakdownSchema,
    'GET',
    url('version_breakdown?versions=50'),
  )
  expect(limited).toHaveLength(50)
  expect(limited[0]).toMatchObject({ version: '2.0.0' })
  expect(limited.reduce((sum, { instances }) => sum + instances, 0)).toBe(NODES)
  expect(await requestHttpError(server.app, 'GET', url('version_breakdown?versions=0'))).toMatchObject({
    status: 400,
  })
})

test('the history of many versions is counted within the bound too', async () => {
  await addNodesOfManyVersions(300)
  const created_ts = new Date(server.clock.now().getTime() - HOUR_MS / 4)
  const entries = Array.from({ length: 300 }, (_, n) => ({
    instance_id: `node-${n + 1}`,
    status: 4,
    version: n === 0 ? '2.0.0' : `0.1.${n}`,
    created_ts,
  }))
  await addHistory(server.db, world, entries)
  const path = url('status_timeline?duration=1h&points=120')
  const timeline = await requestJson(server.app, statusTimelineSchema, 'GET', path)
  const counted = Object.values(timeline).flatMap((at) => Object.entries(at['4'] ?? {}))
  expect(counted).toHaveLength(MAX_LISTED_VERSIONS)
  expect(counted).toContainEqual(['2.0.0', 1])
  expect(counted).toContainEqual(['101 other versions', 101])
})
