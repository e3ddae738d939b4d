import { expect, test } from 'vitest'
import { createRandom } from '#contract/random.ts'
import { rolloutSchema } from '#contract/rollout.ts'
import { MINUTE_MS } from '#contract/time-units.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { sendOmaha } from '#server/testing/omaha-node.ts'
import { requestJson } from '#server/testing/rest-client.ts'
import { createApplication } from '#server/testing/rest-world.ts'

const TRACKS = ['stable', 'beta', 'edge'] as const
const PERIOD_MS = 15 * MINUTE_MS

const server = serverForEachTest()

/** An application with one channel and a group for each track, with these limits for a quarter of an hour. */
async function createGroups(limits: Partial<Record<(typeof TRACKS)[number], number>>) {
  const application = await createApplication(server.app)
  const { id: package_id } = await application.addPackage('2.0.0')
  const channel = await application.addChannel('stable', 1, package_id)
  const groups = new Map<string, string>()
  for (const track of TRACKS) {
    const { id } = await application.addGroup({
      name: track,
      track,
      channel_id: channel.id,
      policy_max_updates_per_period: limits[track] ?? 999_999,
    })
    groups.set(track, id)
  }
  const countsOf = async (track: string) => {
    const url = `/platte/rollout?application=${application.id}&group=${groups.get(track)}`
    const { counts, in_progress_unlisted } = await requestJson(server.app, rolloutSchema, 'GET', url)
    return { ...counts, in_progress_unlisted }
  }
  return { id: application.id, groups, countsOf }
}

test('nodes that are granted one after the other and move to another group stay within the limit', async () => {
  const { id: app, countsOf } = await createGroups({ stable: 1 })
  let granted = 0
  for (let n = 1; n <= 10; n++) {
    const node = { app, machine: `node-${n}`, version: '1.0.0' }
    if ((await sendOmaha(server.app, node)).check === 'ok') granted++
    await sendOmaha(server.app, { ...node, track: 'beta', events: [[13, 1]], check: false })
  }
  expect(granted).toBe(1)
  expect(await countsOf('stable')).toMatchObject({
    granted_in_last_period: 1,
    in_progress: 1,
    in_progress_unlisted: 1,
  })
  expect(await countsOf('beta')).toMatchObject({ granted_in_last_period: 0, in_progress: 0 })
})

test('a grant counts for its period also once another group has granted the node an update', async () => {
  const { id: app, countsOf } = await createGroups({ stable: 1 })
  const node = { app, machine: 'node-1', version: '1.0.0' }
  expect(await sendOmaha(server.app, node)).toMatchObject({ check: 'ok' })
  await sendOmaha(server.app, { ...node, check: false, events: [[3, 0]] })
  expect(await sendOmaha(server.app, { ...node, track: 'beta' })).toMatchObject({ check: 'ok' })
  expect(await countsOf('stable')).toMatchObject({ granted_in_last_period: 1, in_progress: 0 })
  expect(await countsOf('beta')).toMatchObject({ granted_in_last_period: 1, in_progress: 1 })
  const other = { app, machine: 'node-2', version: '1.0.0' }
  expect(await sendOmaha(server.app, other)).toMatchObject({
    status: 'error-maxUpdatesPerPeriodLimitReached',
  })
  server.clock.advance(PERIOD_MS)
  expect(await sendOmaha(server.app, other)).toMatchObject({ check: 'ok' })
})

test('ids in braces stay within the limit, and are in its counts', async () => {
  const { id: app, countsOf } = await createGroups({ stable: 2 })
  const checks: (string | undefined)[] = []
  for (let n = 1; n <= 5; n++) {
    const machine = `{0a1b2c3d-0000-4000-8000-00000000000${n}}`
    checks.push((await sendOmaha(server.app, { app, machine, version: '1.0.0' })).check)
  }
  expect(checks.filter((check) => check === 'ok')).toHaveLength(2)
  expect(await countsOf('stable')).toMatchObject({
    granted_in_last_period: 2,
    in_progress: 2,
    in_progress_unlisted: 2,
  })
})

test.each(['one', 'two', 'three'])(
  'whatever nodes do and wherever they move, no group grants more than its limit in a period (%s)',
  async (seed) => {
    const random = createRandom(seed)
    const limits = { stable: 1, beta: 2, edge: 3 }
    const { id: app, groups } = await createGroups(limits)
    for (let step = 0; step < 120; step++) {
      const n = random.integer(0, 11)
      const machine = n < 3 ? `{0a1b2c3d-0000-4000-8000-00000000000${n}}` : `node-${n}`
      const track = random.pick(TRACKS)
      const event = random.pick([null, [13, 1], [14, 1], [3, 0], [3, 2, '1.0.0']] as const)
      await sendOmaha(server.app, { app, machine, version: '1.0.0', track, events: event ? [event] : [] })
      server.clock.advance(random.integer(0, 4) * MINUTE_MS)
    }
    const grants = await server.db
      .selectFrom('instance_status_history')
      .select(['instance_id', 'group_id', 'created_ts'])
      .where('status', '=', 2)
      .execute()
    expect(grants.length).toBeGreaterThan(10)
    for (const track of TRACKS) {
      const own = grants.filter(({ group_id }) => group_id === groups.get(track))
      const most = own.map(({ created_ts: end }) => {
        const within = own.filter(
          ({ created_ts: at }) => at <= end && end.getTime() - at.getTime() < PERIOD_MS,
        )
        return new Set(within.map(({ instance_id }) => instance_id)).size
      })
      expect(Math.max(...most)).toBeLessThanOrEqual(limits[track])
    }
  },
)
