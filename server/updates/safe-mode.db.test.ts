import { DAY_MS, MINUTE_MS } from '#contract/time-units.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { say } from '#server/testing/omaha-node.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'
import { createUpdateWorld, promote, type UpdateWorld } from '#server/testing/update-world.ts'

const LIMIT = 2
const policy = {
  policy_safe_mode: true,
  policy_max_updates_per_period: LIMIT,
  policy_period_interval: '1 minute',
  policy_update_timeout: '30 minutes',
}

let server: UpdateServer
let world: UpdateWorld
beforeEach(async () => {
  server = await createUpdateServer()
  world = await createUpdateWorld(server.db, { policy })
})
afterEach(() => server.close())

const ask = (machine: string, version = '1.0.0') => say(server.app, { machine, version })
const tell = (machine: string, version: string, ...events: [number, number, string][]) =>
  say(server.app, { machine, version, ping: false, check: false, events })
const group = () => server.db.selectFrom('groups').selectAll().executeTakeFirstOrThrow()
const resume = () => server.db.updateTable('groups').set({ policy_updates_enabled: true }).execute()
const held = (reason: string) => ({ status: `error-${reason}`, check: 'error-internal' })

test('one node goes ahead, and the others follow when its update has ended', async () => {
  expect(await ask('n1')).toMatchObject({ check: 'ok' })
  expect(await ask('n2')).toMatchObject(held('maxUpdatesPerPeriodLimitReached'))
  server.clock.pass(2 * MINUTE_MS)
  expect(await ask('n2')).toMatchObject(held('maxConcurrentUpdatesLimitReached'))
  await tell('n1', '2.0.0', [3, 2, '1.0.0'])
  expect(await ask('n2')).toMatchObject({ check: 'ok' })
  expect(await ask('n3')).toMatchObject({ check: 'ok' })
})

test('a failure lets the others follow too', async () => {
  await ask('n1')
  await tell('n1', '1.0.0', [3, 0, '1.0.0'])
  server.clock.pass(2 * MINUTE_MS)
  expect(await ask('n2')).toMatchObject({ check: 'ok' })
  expect(await ask('n3')).toMatchObject({ check: 'ok' })
})

test('a new target makes one go ahead again', async () => {
  await ask('n1')
  await tell('n1', '2.0.0', [3, 2, '1.0.0'])
  await promote(server.db, world, '3.0.0')
  server.clock.pass(2 * MINUTE_MS)
  expect(await ask('n1', '2.0.0')).toMatchObject({ check: 'ok' })
  expect(await ask('n2')).toMatchObject(held('maxUpdatesPerPeriodLimitReached'))
})

test('an update of the first node that times out trips the brake', async () => {
  await ask('n1')
  server.clock.pass(30 * MINUTE_MS)
  expect(await ask('n2')).toMatchObject(held('maxConcurrentUpdatesLimitReached'))
  expect(await group()).toMatchObject({ policy_updates_enabled: true, brake_tripped_ts: null })
  server.clock.pass(1)
  expect(await ask('n2')).toMatchObject(held('maxTimedOutUpdatesLimitReached'))
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
  expect(await ask('n3')).toMatchObject(held('updatesDisabled'))
})

test('the brake is not told in the activity', async () => {
  await ask('n1')
  server.clock.pass(31 * MINUTE_MS)
  await ask('n2')
  expect(await server.db.selectFrom('activities').select('class').execute()).toEqual([{ class: 2 }])
})

test('it trips at the limit when one has gone ahead', async () => {
  await ask('n1')
  await tell('n1', '2.0.0', [3, 2, '1.0.0'])
  server.clock.pass(2 * MINUTE_MS)
  await ask('n2')
  server.clock.pass(31 * MINUTE_MS)
  expect(await ask('n3')).toMatchObject({ check: 'ok' })
  server.clock.pass(31 * MINUTE_MS)
  expect(await ask('n4')).toMatchObject(held('maxTimedOutUpdatesLimitReached'))
  expect(await group()).toMatchObject({ brake_updates_timed_out: LIMIT, brake_limit: LIMIT })
})

test('resuming trips it again, until the timed-out nodes report or were silent for a day', async () => {
  await ask('n1')
  server.clock.pass(31 * MINUTE_MS)
  await ask('n2')
  await resume()
  server.clock.pass(MINUTE_MS)
  expect(await ask('n2')).toMatchObject(held('maxTimedOutUpdatesLimitReached'))
  expect(await group()).toMatchObject({ policy_updates_enabled: false, brake_tripped_ts: server.clock.now() })
  await resume()
  server.clock.pass(DAY_MS - 32 * MINUTE_MS)
  expect(await ask('n3')).toMatchObject({ check: 'ok' })
})

test('a node that holds a grant still gets it after the brake', async () => {
  await ask('n1')
  server.clock.pass(31 * MINUTE_MS)
  await ask('n2')
  expect(await ask('n1')).toMatchObject({ status: 'ok', versions: ['2.0.0'] })
})
