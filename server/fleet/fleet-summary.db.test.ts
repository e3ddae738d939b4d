import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { describe, expect, test, vi } from 'vitest'
import { applicationPageSchema } from '#contract/application.ts'
import { fleetSummarySchema, type GroupStats } from '#contract/fleet-summary.ts'
import { instanceStatsSchema, versionBreakdownSchema } from '#contract/group-statistics.ts'
import { type GroupWrite, groupSchema } from '#contract/group.ts'
import { addHistory, addNodes } from '#server/testing/fleet-rows.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { requestJson, sendRequest } from '#server/testing/rest-client.ts'
import { createApplication, groupBody } from '#server/testing/rest-world.ts'
import { promote } from '#server/testing/update-world.ts'

const server = serverForEachTest()
const world = worldForEachTest(server)

const ago = (milliseconds: number) => new Date(server.clock.now().getTime() - milliseconds)
const summary = () => requestJson(server.app, fleetSummarySchema, 'GET', '/platte/fleet')
const statsOf = async (groupId: string): Promise<GroupStats> => {
  const found = (await summary()).groups.find(({ group_id }) => group_id === groupId)
  if (!found) throw new Error(`${groupId} is not in the summary`)
  return found
}

const put = (overrides: Partial<GroupWrite>) =>
  requestJson(server.app, groupSchema, 'PUT', `/api/apps/${world.application_id}/groups/${world.group_id}`, {
    ...groupBody({ name: 'stable', track: 'stable', channel_id: world.channel_id }),
    ...overrides,
  })
const pausedSince = async () => (await statsOf(world.group_id)).paused_ts

const recordActivity = (activityClass: number, version: string, created_ts: Date) =>
  server.db
    .insertInto('activities')
    .values({
      application_id: world.application_id,
      ...(activityClass === 6 ? { channel_id: world.channel_id } : { group_id: world.group_id }),
      class: activityClass,
      severity: 2,
      version,
      created_ts,
    })
    .execute()

test('two hundred viewers of a moment share one count, and those who have it get 304 until it changes', async () => {
  const counted = vi.spyOn(server.clock, 'now')
  const get = (etag = '') => server.app.inject({ url: '/platte/fleet', headers: { 'if-none-match': etag } })
  const responses = await Promise.all(Array.from({ length: 200 }, () => get()))
  expect(counted).toHaveBeenCalledOnce()
  counted.mockRestore()
  const etag = String(responses[0]?.headers['etag'])
  server.clock.advance(MINUTE_MS)
  expect(await get(etag)).toMatchObject({ statusCode: 304, body: '' })
  await addNodes(server.db, world, server.clock.now(), [{ id: 'new', version: '1.0.0' }])
  expect((await get(etag)).statusCode).toBe(200)
})

test('every group’s counts equal those of its own paths', async () => {
  const other = await createApplication(server.app, 'Other OS')
  await other.addGroup()
  const statuses = [null, 1, 2, 3, 4, 5, 6, 7, 8]
  await addNodes(server.db, world, server.clock.now(), [
    ...statuses.flatMap((status, n) =>
      ['1.0.0', '1.10.0', '1.9.0', '2.0.0'].map((version) => ({
        id: `node-${n}-${version}`,
        status,
        version,
        last_check_for_updates: ago(n % 2 === 0 ? HOUR_MS : 3 * DAY_MS),
      })),
    ),
    { id: '{11111111-2222-3333-4444-555555555555}', status: 3 },
    { id: 'long-gone', last_check_for_updates: ago(31 * DAY_MS) },
  ])
  const { source, gathering, groups } = await summary()
  expect({ source, gathering }).toEqual({ source: 'counted', gathering: false })
  const page = await requestJson(server.app, applicationPageSchema, 'GET', '/api/apps')
  const listed = (page.applications ?? []).flatMap((application) => application.groups ?? [])
  expect(groups.map(({ group_id }) => group_id).toSorted()).toEqual(listed.map(({ id }) => id).toSorted())
  for (const { application_id, group_id, instances_stats, version_breakdown, read_ts, error } of groups) {
    const group = `/api/apps/${application_id}/groups/${group_id}`
    const stats = (duration: string) =>
      requestJson(server.app, instanceStatsSchema, 'GET', `${group}/instances_stats?duration=${duration}`)
    expect(instances_stats).toEqual({ '1d': await stats('1d'), '30d': await stats('30d') })
    expect(version_breakdown).toEqual(
      await requestJson(server.app, versionBreakdownSchema, 'GET', `${group}/version_breakdown`),
    )
    expect({ read_ts, error }).toEqual({ read_ts: server.clock.now().toISOString(), error: null })
  }
  expect((await statsOf(world.group_id)).instances_stats?.['30d'].total).toBe(36)
})

describe('a group is paused since', () => {
  test('an operator switched its updates off, until someone switches them on', async () => {
    expect(await pausedSince()).toBeNull()
    const paused = server.clock.now().toISOString()
    await put({ policy_updates_enabled: false })
    server.clock.advance(HOUR_MS)
    await put({ policy_updates_enabled: false, description: 'Until the fair is over' })
    expect(await pausedSince()).toBe(paused)
    await put({ policy_updates_enabled: true })
    expect(await pausedSince()).toBeNull()
  })

  test('it was created with updates off', async () => {
    const application = await createApplication(server.app, 'Other OS')
    const group = await application.addGroup({ policy_updates_enabled: false })
    expect((await statsOf(group.id)).paused_ts).toBe(server.clock.now().toISOString())
  })

  test('no time when safe mode switched its updates off', async () => {
    await put({ policy_updates_enabled: true })
    await server.db
      .updateTable('groups')
      .set({ policy_updates_enabled: false, brake_tripped_ts: ago(0) })
      .where('id', '=', world.group_id)
      .execute()
    await put({ policy_updates_enabled: false })
    expect(await pausedSince()).toBeNull()
  })
})

describe('a rollout', () => {
  test('started with the first grant after its channel got the package', async () => {
    expect((await statsOf(world.group_id)).rollout_started_ts).toBeNull()
    await recordActivity(2, '2.0.0', ago(9 * DAY_MS))
    await recordActivity(6, '2.0.0', ago(3 * DAY_MS))
    await recordActivity(2, '2.0.0', ago(2 * DAY_MS))
    await recordActivity(2, '2.0.0', ago(DAY_MS))
    await recordActivity(2, '1.0.0', ago(HOUR_MS))
    expect((await statsOf(world.group_id)).rollout_started_ts).toBe(ago(2 * DAY_MS).toISOString())
    await promote(server.db, world, '3.0.0')
    expect((await statsOf(world.group_id)).rollout_started_ts).toBeNull()
  })

  test('last progressed when a node completed its update', async () => {
    await addNodes(server.db, world, server.clock.now(), [{ id: 'a' }])
    const entry = { instance_id: 'a', version: '2.0.0' }
    await addHistory(server.db, world, [{ ...entry, status: 4, created_ts: ago(31 * DAY_MS) }])
    expect((await statsOf(world.group_id)).last_completion_ts).toBeNull()
    await addHistory(server.db, world, [
      { ...entry, status: 4, created_ts: ago(2 * HOUR_MS) },
      { ...entry, status: 4, created_ts: ago(3 * HOUR_MS) },
      { ...entry, status: 3, created_ts: ago(MINUTE_MS) },
    ])
    expect((await statsOf(world.group_id)).last_completion_ts).toBe(ago(2 * HOUR_MS).toISOString())
  })
})

test('only GET is allowed, and only with a host name of this server', async () => {
  expect((await sendRequest(server.app, 'POST', '/platte/fleet')).statusCode).toBe(405)
  const elsewhere = await server.app.inject({ url: '/platte/fleet', headers: { host: 'evil.example' } })
  expect(elsewhere.statusCode).toBe(421)
})
