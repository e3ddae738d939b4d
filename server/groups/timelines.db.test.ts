import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { describe, expect, test } from 'vitest'
import { DURATION_MS, DURATIONS } from '#contract/duration.ts'
import { statusTimelineSchema, versionTimelineSchema } from '#contract/group-statistics.ts'
import { addHistory, addNodes } from '#server/testing/fleet-rows.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { requestJson } from '#server/testing/rest-client.ts'

const server = serverForEachTest()
const world = worldForEachTest(server)

const ago = (milliseconds: number) => new Date(server.clock.now().getTime() - milliseconds)
const url = (rest: string) => `/api/apps/${world.application_id}/groups/${world.group_id}/${rest}`

/** Nodes by version at each point, oldest first. */
async function versions(duration = '1h') {
  const path = url(`version_timeline?duration=${duration}`)
  return Object.values(await requestJson(server.app, versionTimelineSchema, 'GET', path))
}

async function statuses(duration = '1h') {
  const path = url(`status_timeline?duration=${duration}`)
  return Object.values(await requestJson(server.app, statusTimelineSchema, 'GET', path))
}

const nodes = (...rows: Parameters<typeof addNodes>[3]) =>
  addNodes(server.db, world, server.clock.now(), rows)

const completed = (instance_id: string, version: string, before: number) =>
  addHistory(server.db, world, [{ instance_id, status: 4, version, created_ts: ago(before) }])

test.each(DURATIONS)('a timeline of %s has a point at both ends', async (duration) => {
  const { window, step } = DURATION_MS[duration]
  for (const timeline of ['version_timeline', 'status_timeline']) {
    const path = url(`${timeline}?duration=${duration}`)
    const times = Object.keys(await requestJson(server.app, versionTimelineSchema, 'GET', path))
    expect(times).toHaveLength(window / step + 1)
    expect(times[0]).toBe(ago(window).toISOString())
    expect(times.at(-1)).toBe(server.clock.now().toISOString())
  }
})

describe('in the version timeline a node counts', () => {
  test('with the version it reports, since its last grant or its creation', async () => {
    await nodes(
      { id: 'new', created_ts: ago(20 * MINUTE_MS) },
      { id: 'old', created_ts: ago(DAY_MS) },
      {
        id: 'granted',
        version: '0.9.0',
        created_ts: ago(DAY_MS),
        last_update_granted_ts: ago(30 * MINUTE_MS),
      },
    )
    expect(await versions()).toEqual([
      { '0.9.0': 0, '1.0.0': 1 },
      { '0.9.0': 0, '1.0.0': 1 },
      { '0.9.0': 1, '1.0.0': 1 },
      { '0.9.0': 1, '1.0.0': 2 },
      { '0.9.0': 1, '1.0.0': 2 },
    ])
  })

  test('with each completed update, from its first one in the window on', async () => {
    await nodes({ id: 'one', version: '3.0.0', created_ts: ago(30 * DAY_MS) })
    await completed('one', '1.0.0', 2 * DAY_MS)
    await completed('one', '2.0.0', 40 * MINUTE_MS)
    await completed('one', '3.0.0', 10 * MINUTE_MS)
    expect(await versions()).toEqual([
      { '2.0.0': 0, '3.0.0': 0 },
      { '2.0.0': 0, '3.0.0': 0 },
      { '2.0.0': 1, '3.0.0': 0 },
      { '2.0.0': 1, '3.0.0': 0 },
      { '2.0.0': 0, '3.0.0': 1 },
    ])
  })

  test('at every point with an update from before the window', async () => {
    await nodes({ id: 'one', version: '2.0.0', created_ts: ago(30 * DAY_MS) })
    await completed('one', '1.0.0', 3 * DAY_MS)
    await completed('one', '2.0.0', 2 * DAY_MS)
    expect(await versions()).toEqual(Array.from({ length: 5 }, () => ({ '2.0.0': 1 })))
  })

  test('not at all if it is silent, nightly, a test tool or in another group', async () => {
    await nodes(
      { id: 'silent', last_check_for_updates: ago(2 * HOUR_MS), created_ts: ago(DAY_MS) },
      { id: 'nightly', version: '9.0.0-nightly-5', created_ts: ago(DAY_MS) },
      { id: '{11111111-2222-3333-4444-555555555555}', created_ts: ago(DAY_MS) },
      { id: 'gone', group_id: null, created_ts: ago(DAY_MS) },
    )
    await completed('silent', '2.0.0', 10 * MINUTE_MS)
    expect(await versions()).toEqual([{}, {}, {}, {}, {}])
  })

  test('by its updates in this group only', async () => {
    const other = { name: 'Other', track: 'other', application_id: world.application_id }
    const { id: group_id } = await server.db
      .insertInto('groups')
      .values({
        ...other,
        channel_id: null,
        description: '',
        policy_updates_enabled: true,
        policy_safe_mode: false,
        policy_office_hours: false,
        policy_timezone: null,
        policy_period_interval: '1 hour',
        policy_max_updates_per_period: 1,
        policy_update_timeout: '1 hour',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await nodes({ id: 'moved', version: '2.0.0', created_ts: ago(DAY_MS) })
    const entry = {
      instance_id: 'moved',
      status: 4,
      version: '1.5.0',
      group_id,
      created_ts: ago(10 * MINUTE_MS),
    }
    await addHistory(server.db, world, [entry])
    expect((await versions()).at(-1)).toEqual({ '2.0.0': 1 })
  })
})

describe('the status timeline', () => {
  test('counts the entries written in the interval before each point', async () => {
    await nodes({ id: 'one' })
    const entry = { instance_id: 'one', version: '2.0.0' }
    await addHistory(server.db, world, [
      { ...entry, status: 2, created_ts: ago(50 * MINUTE_MS) },
      { ...entry, status: 7, created_ts: ago(16 * MINUTE_MS) },
      { ...entry, status: 7, created_ts: ago(14 * MINUTE_MS) },
      { ...entry, status: 7, version: '2.1.0', created_ts: ago(0) },
    ])
    expect(await statuses()).toEqual([
      { 2: {}, 7: {} },
      { 2: { '2.0.0': 1 }, 7: {} },
      { 2: {}, 7: {} },
      { 2: {}, 7: { '2.0.0': 1 } },
      { 2: {}, 7: { '2.0.0': 1, '2.1.0': 1 } },
    ])
  })

  test('lists the status of an entry without a version, but doesn’t count the entry', async () => {
    await nodes({ id: 'one' })
    await addHistory(server.db, world, [{ instance_id: 'one', status: 8, created_ts: ago(MINUTE_MS) }])
    expect((await statuses()).at(-1)).toEqual({ 8: {} })
  })

  test('covers a whole interval before its oldest point', async () => {
    await nodes({ id: 'one' })
    const entry = { instance_id: 'one', version: '2.0.0', status: 4 }
    await addHistory(server.db, world, [{ ...entry, created_ts: ago(32 * DAY_MS) }])
    expect((await statuses('30d'))[0]).toEqual({ 4: { '2.0.0': 1 } })
    expect((await statuses('7d'))[0]).toEqual({})
  })
})
