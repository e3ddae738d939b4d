import { DAY_MS, MINUTE_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { nodesOf } from '#server/testing/nodes-of.ts'
import { promote } from '#server/testing/update-world.ts'

const LIMIT = 2
const policy = {
  policy_safe_mode: true,
  policy_max_updates_per_period: LIMIT,
  policy_period_interval: '1 minute',
  policy_update_timeout: '30 minutes',
}

const server = serverForEachTest()
const world = worldForEachTest(server, { policy })

const { checkIn, report } = nodesOf(server)
const group = () => server.db.selectFrom('groups').selectAll().executeTakeFirstOrThrow()
const resume = () => server.db.updateTable('groups').set({ policy_updates_enabled: true }).execute()
const held = (reason: string) => ({ status: `error-${reason}`, check: 'error-internal' })

test('one node updates first, and the others follow when its update has ended', async () => {
  expect(await checkIn('n1')).toMatchObject({ check: 'ok' })
  expect(await checkIn('n2')).toMatchObject(held('maxUpdatesPerPeriodLimitReached'))
  server.clock.advance(2 * MINUTE_MS)
  expect(await checkIn('n2')).toMatchObject(held('maxConcurrentUpdatesLimitReached'))
  await report('n1', '2.0.0', [3, 2, '1.0.0'])
  expect(await checkIn('n2')).toMatchObject({ check: 'ok' })
  expect(await checkIn('n3')).toMatchObject({ check: 'ok' })
})

test('the others also follow after a failure', async () => {
  await checkIn('n1')
  await report('n1', '1.0.0', [3, 0, '1.0.0'])
  server.clock.advance(2 * MINUTE_MS)
  expect(await checkIn('n2')).toMatchObject({ check: 'ok' })
  expect(await checkIn('n3')).toMatchObject({ check: 'ok' })
})

test('after a new target one node updates first again', async () => {
  await checkIn('n1')
  await report('n1', '2.0.0', [3, 2, '1.0.0'])
  await promote(server.db, world, '3.0.0')
  server.clock.advance(2 * MINUTE_MS)
  expect(await checkIn('n1', '2.0.0')).toMatchObject({ check: 'ok' })
  expect(await checkIn('n2')).toMatchObject(held('maxUpdatesPerPeriodLimitReached'))
})

test('the brake trips when the first node’s update times out', async () => {
  await checkIn('n1')
  server.clock.advance(30 * MINUTE_MS)
  expect(await checkIn('n2')).toMatchObject(held('maxConcurrentUpdatesLimitReached'))
  expect(await group()).toMatchObject({ policy_updates_enabled: true, brake_tripped_ts: null })
  server.clock.advance(1)
  expect(await checkIn('n2')).toMatchObject(held('maxTimedOutUpdatesLimitReached'))
  expect(await group()).toMatchObject({
    policy_updates_enabled: false,
    brake_tripped_ts: server.clock.now(),
    brake_updates_timed_out: 1,
    brake_limit: 1,
    rollout_in_progress: true,
  })
  const { status } = await server.db
    .selectFrom('instance_applications')
    .select('status')
    .where('instance_id', '=', 'n2')
    .executeTakeFirstOrThrow()
  expect(status).toBe(INSTANCE_STATUS.onHold)
  expect(await checkIn('n3')).toMatchObject(held('updatesDisabled'))
})

test('a tripped brake is not recorded in the activity', async () => {
  await checkIn('n1')
  server.clock.advance(31 * MINUTE_MS)
  await checkIn('n2')
  expect(await server.db.selectFrom('activities').select('class').execute()).toEqual([{ class: 2 }])
})

test('the brake trips at the group’s limit once the first update has ended', async () => {
  await checkIn('n1')
  await report('n1', '2.0.0', [3, 2, '1.0.0'])
  server.clock.advance(2 * MINUTE_MS)
  await checkIn('n2')
  server.clock.advance(31 * MINUTE_MS)
  expect(await checkIn('n3')).toMatchObject({ check: 'ok' })
  server.clock.advance(31 * MINUTE_MS)
  expect(await checkIn('n4')).toMatchObject(held('maxTimedOutUpdatesLimitReached'))
  expect(await group()).toMatchObject({ brake_updates_timed_out: LIMIT, brake_limit: LIMIT })
})

test('the brake trips again after a resume, until the timed-out nodes report or were silent for a day', async () => {
  await checkIn('n1')
  server.clock.advance(31 * MINUTE_MS)
  await checkIn('n2')
  await resume()
  server.clock.advance(MINUTE_MS)
  expect(await checkIn('n2')).toMatchObject(held('maxTimedOutUpdatesLimitReached'))
  expect(await group()).toMatchObject({ policy_updates_enabled: false, brake_tripped_ts: server.clock.now() })
  await resume()
  server.clock.advance(DAY_MS - 32 * MINUTE_MS)
  expect(await checkIn('n3')).toMatchObject({ check: 'ok' })
})

test('a node that holds a grant is still offered it after the brake tripped', async () => {
  await checkIn('n1')
  server.clock.advance(31 * MINUTE_MS)
  await checkIn('n2')
  expect(await checkIn('n1')).toMatchObject({ status: 'ok', versions: ['2.0.0'] })
})
