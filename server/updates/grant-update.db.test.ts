import { DAY_MS, MINUTE_MS } from '#contract/time-units.ts'
import { beforeEach, afterEach, expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { type NodeSays, say } from '#server/testing/omaha-node.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'
import { addFloor, createUpdateWorld, promote } from '#server/testing/update-world.ts'

let server: UpdateServer
beforeEach(async () => {
  server = await createUpdateServer()
})
afterEach(() => server.close())

const ask = (machine: string, version = '1.0.0', over: Partial<NodeSays> = {}) =>
  say(server.app, { machine, version, ...over })
const tell = (machine: string, version: string, ...events: NonNullable<NodeSays['events']>) =>
  say(server.app, { machine, version, ping: false, check: false, events })

const recordOf = (machine: string) =>
  server.db
    .selectFrom('instance_applications')
    .selectAll()
    .where('instance_id', '=', machine)
    .executeTakeFirstOrThrow()
const historyOf = (machine: string) =>
  server.db
    .selectFrom('instance_status_history')
    .select(['status', 'version', 'error_code'])
    .where('instance_id', '=', machine)
    .orderBy('id')
    .execute()
const activity = () =>
  server.db
    .selectFrom('activities')
    .select(['class', 'severity', 'version', 'instance_id'])
    .orderBy('id')
    .execute()
const group = () => server.db.selectFrom('groups').selectAll().executeTakeFirstOrThrow()

test('a grant notes its version and time, starts the rollout and tells it once', async () => {
  await createUpdateWorld(server.db)
  expect(await ask('n1')).toMatchObject({ status: 'ok', check: 'ok', versions: ['2.0.0'] })
  await ask('n2')
  expect(await recordOf('n1')).toMatchObject({
    status: INSTANCE_STATUS.updateGranted,
    version: '1.0.0',
    last_update_version: '2.0.0',
    last_update_granted_ts: server.clock.now(),
    update_in_progress: true,
  })
  expect(await historyOf('n1')).toEqual([{ status: 2, version: '2.0.0', error_code: null }])
  expect(await activity()).toEqual([{ class: 2, severity: 2, version: '2.0.0', instance_id: null }])
  expect((await group()).rollout_in_progress).toBe(true)
})

test('"rollout started" is told again after 24 hours', async () => {
  await createUpdateWorld(server.db)
  await ask('n1')
  server.clock.pass(DAY_MS - 1)
  await ask('n2')
  expect(await activity()).toHaveLength(1)
  server.clock.pass(1)
  await ask('n3')
  expect(await activity()).toHaveLength(2)
})

test('a node that holds a grant gets it again and nothing is written', async () => {
  await createUpdateWorld(server.db)
  await ask('n1')
  const before = await recordOf('n1')
  server.clock.pass(MINUTE_MS)
  await server.db.updateTable('groups').set({ policy_updates_enabled: false }).execute()
  expect(await ask('n1')).toMatchObject({ status: 'ok', versions: ['2.0.0'] })
  expect(await recordOf('n1')).toEqual(before)
  expect(await historyOf('n1')).toHaveLength(1)
})

test('a node is put on hold once, not at every check', async () => {
  await createUpdateWorld(server.db, { policy: { policy_max_updates_per_period: 1 } })
  await ask('n1')
  for (const _ of [1, 2, 3])
    expect(await ask('n2')).toMatchObject({
      status: 'error-maxUpdatesPerPeriodLimitReached',
      check: 'error-internal',
    })
  expect(await recordOf('n2')).toMatchObject({ status: INSTANCE_STATUS.onHold, update_in_progress: false })
  expect(await historyOf('n2')).toEqual([{ status: 8, version: null, error_code: null }])
})

test('the period frees a grant when it is over, and the updates in progress still count', async () => {
  const limit = { policy_max_updates_per_period: 1, policy_period_interval: '15 minutes' }
  await createUpdateWorld(server.db, { policy: limit })
  await ask('n1')
  server.clock.pass(15 * MINUTE_MS - 1)
  expect(await ask('n2')).toMatchObject({ status: 'error-maxUpdatesPerPeriodLimitReached' })
  server.clock.pass(1)
  expect(await ask('n2')).toMatchObject({ status: 'error-maxConcurrentUpdatesLimitReached' })
  await tell('n1', '2.0.0', [3, 2, '1.0.0'])
  expect(await ask('n2')).toMatchObject({ status: 'ok', versions: ['2.0.0'] })
})

test('an update in progress counts until its timeout', async () => {
  const limit = { policy_max_updates_per_period: 1, policy_period_interval: '1 minute' }
  await createUpdateWorld(server.db, { policy: { ...limit, policy_update_timeout: '60 minutes' } })
  await ask('n1')
  server.clock.pass(60 * MINUTE_MS)
  expect(await ask('n2')).toMatchObject({ status: 'error-maxConcurrentUpdatesLimitReached' })
  server.clock.pass(1)
  expect(await ask('n2')).toMatchObject({ status: 'ok' })
})

test('a node that was silent for a day counts no more', async () => {
  await createUpdateWorld(server.db, {
    policy: {
      policy_max_updates_per_period: 1,
      policy_update_timeout: '1 week',
      policy_period_interval: '1 week',
    },
  })
  await ask('n1')
  server.clock.pass(DAY_MS - 1)
  expect(await ask('n2')).toMatchObject({ status: 'error-maxUpdatesPerPeriodLimitReached' })
  server.clock.pass(1)
  expect(await ask('n2')).toMatchObject({ status: 'ok' })
})

test('machines that only pretend to be nodes count for nothing', async () => {
  await createUpdateWorld(server.db, { policy: { policy_max_updates_per_period: 1 } })
  await ask('{00000000-0000-4000-8000-000000000000}')
  expect(await ask('n1')).toMatchObject({ status: 'ok', versions: ['2.0.0'] })
  expect(await ask('n2')).toMatchObject({ status: 'error-maxUpdatesPerPeriodLimitReached' })
})

test('a granted node that reached its version completes without the rollout ending', async () => {
  await createUpdateWorld(server.db)
  await ask('n1')
  expect(await ask('n1', '2.1.0')).toMatchObject({ status: 'ok', check: 'noupdate' })
  expect(await recordOf('n1')).toMatchObject({
    status: INSTANCE_STATUS.complete,
    version: '2.0.0',
    update_in_progress: false,
  })
  expect(await historyOf('n1')).toMatchObject([{ status: 2 }, { status: 4, version: '2.0.0' }])
  expect((await group()).rollout_in_progress).toBe(true)
})

test('a grant of a package that was blacklisted since completes', async () => {
  const { channel_id } = await createUpdateWorld(server.db)
  await ask('n1')
  const { id: package_id } = await server.db.selectFrom('packages').select('id').executeTakeFirstOrThrow()
  await server.db.insertInto('channel_blacklist').values({ channel_id, package_id }).execute()
  expect(await ask('n1')).toMatchObject({ status: 'ok', check: 'noupdate' })
  expect(await recordOf('n1')).toMatchObject({ status: INSTANCE_STATUS.complete })
})

test('a node that holds a grant is not downgraded when the channel goes back', async () => {
  const world = await createUpdateWorld(server.db)
  await ask('n1', '1.5.0')
  await promote(server.db, world, '1.4.0')
  expect(await ask('n1', '1.5.0')).toMatchObject({ status: 'ok', check: 'noupdate', versions: [] })
})

test('a node goes from floor to floor to the target', async () => {
  const world = await createUpdateWorld(server.db)
  await addFloor(server.db, world, '1.5.0')
  expect(await ask('n1')).toMatchObject({ versions: ['1.5.0'] })
  await tell('n1', '1.5.0', [3, 2, '1.0.0'])
  expect(await recordOf('n1')).toMatchObject({ version: '1.5.0', last_update_version: '1.5.0' })
  expect(await ask('n1', '1.5.0')).toMatchObject({ versions: ['2.0.0'] })
  expect(await activity()).toMatchObject([
    { class: 2, version: '1.5.0' },
    { class: 2, version: '2.0.0' },
  ])
})

test('a channel without a package is told in the activity at every check', async () => {
  await createUpdateWorld(server.db, { target: null })
  expect(await ask('n1')).toMatchObject({ status: 'error-noPackageFound', check: 'error-internal' })
  await ask('n1')
  const warning = { class: 1, severity: 3, version: '0.0.0', instance_id: null }
  expect(await activity()).toEqual([warning, warning])
})

test('updates off leave the status as it is', async () => {
  await createUpdateWorld(server.db, { policy: { policy_updates_enabled: false } })
  expect(await ask('n1')).toMatchObject({ status: 'error-updatesDisabled', check: 'error-internal' })
  expect(await recordOf('n1')).toMatchObject({ status: null })
  expect(await historyOf('n1')).toEqual([])
})

test('office hours are those of the clock', async () => {
  await createUpdateWorld(server.db, { policy: { policy_office_hours: true, policy_timezone: 'UTC' } })
  server.clock.pass(5 * 60 * MINUTE_MS)
  expect(await ask('n1')).toMatchObject({ status: 'error-updatesDisabled' })
  server.clock.pass(16 * 60 * MINUTE_MS)
  expect(await ask('n1')).toMatchObject({ status: 'ok', versions: ['2.0.0'] })
})
