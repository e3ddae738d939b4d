import { DAY_MS, MINUTE_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { nodesOf } from '#server/testing/nodes-of.ts'
import { sendOmaha } from '#server/testing/omaha-node.ts'
import { addFloor, createUpdateWorld, promote } from '#server/testing/update-world.ts'

const server = serverForEachTest()

const { checkIn, report, recordOf, historyOf } = nodesOf(server)
const activity = () =>
  server.db
    .selectFrom('activities')
    .select(['class', 'severity', 'version', 'instance_id'])
    .orderBy('id')
    .execute()
const group = () => server.db.selectFrom('groups').selectAll().executeTakeFirstOrThrow()

test('a node that checks in again after its update’s timeout is granted again', async () => {
  await createUpdateWorld(server.db, { policy: { policy_update_timeout: '1 minute' } })
  await checkIn('n1')
  await report('n1', '1.0.0', [13, 1])
  server.clock.advance(MINUTE_MS)
  expect(await checkIn('n1')).toMatchObject({ status: 'error-updateInProgressOnInstance' })
  server.clock.advance(1)
  expect(await checkIn('n1')).toMatchObject({ status: 'ok', versions: ['2.0.0'] })
  expect(await recordOf('n1')).toMatchObject({
    status: INSTANCE_STATUS.updateGranted,
    last_update_granted_ts: server.clock.now(),
  })
})

test('a node that boots back into the version before has failed, and is not shown at the granted one', async () => {
  await createUpdateWorld(server.db)
  await checkIn('n1')
  await report('n1', '1.0.0', [13, 1], [14, 1], [3, 2, '1.0.0'])
  expect(await recordOf('n1')).toMatchObject({ version: '1.0.0', status: INSTANCE_STATUS.error })
  expect((await activity()).map(({ class: one }) => one)).toContain(5)
})

test('a node that checks in once a day without a ping is granted and held like any other', async () => {
  const policy = { policy_max_updates_per_period: 1, policy_period_interval: '10 minutes' }
  await createUpdateWorld(server.db, { target: '1.0.0', policy })
  const daily = (machine: string) => sendOmaha(server.app, { machine, version: '1.0.0', ping: false })
  for (const machine of ['n1', 'n2']) await daily(machine)
  await server.db.updateTable('packages').set({ version: '2.0.0' }).execute()
  server.clock.advance(DAY_MS)
  expect(await daily('n1')).toMatchObject({ versions: ['2.0.0'] })
  await daily('n2')
  expect([(await recordOf('n1')).status, (await recordOf('n2')).status]).toEqual([
    INSTANCE_STATUS.updateGranted,
    INSTANCE_STATUS.onHold,
  ])
})

test('nodes whose ids are in braces cannot pass a limit', async () => {
  await createUpdateWorld(server.db, { policy: { policy_max_updates_per_period: 2 } })
  const granted: string[] = []
  for (const machine of [1, 2, 3, 4, 5].map((n) => `{00000000-0000-4000-8000-00000000000${n}}`))
    granted.push(...(await checkIn(machine)).versions)
  expect(granted).toEqual(['2.0.0', '2.0.0'])
})

test('a grant records its version and time, and starts the rollout with one activity entry', async () => {
  await createUpdateWorld(server.db)
  expect(await checkIn('n1')).toMatchObject({ status: 'ok', check: 'ok', versions: ['2.0.0'] })
  await checkIn('n2')
  expect(await recordOf('n1')).toMatchObject({
    status: INSTANCE_STATUS.updateGranted,
    version: '1.0.0',
    last_update_version: '2.0.0',
    last_update_granted_ts: server.clock.now(),
    update_in_progress: true,
  })
  expect(await historyOf('n1')).toMatchObject([{ status: 2, version: '2.0.0', error_code: null }])
  expect(await activity()).toEqual([{ class: 2, severity: 2, version: '2.0.0', instance_id: null }])
  expect((await group()).rollout_in_progress).toBe(true)
})

test('"rollout started" is recorded again after 24 hours', async () => {
  await createUpdateWorld(server.db)
  await checkIn('n1')
  server.clock.advance(DAY_MS - 1)
  await checkIn('n2')
  expect(await activity()).toHaveLength(1)
  server.clock.advance(1)
  await checkIn('n3')
  expect(await activity()).toHaveLength(2)
})

test('a node that holds a grant is offered it again and nothing is written', async () => {
  await createUpdateWorld(server.db)
  await checkIn('n1')
  const before = await recordOf('n1')
  server.clock.advance(MINUTE_MS)
  await server.db.updateTable('groups').set({ policy_updates_enabled: false }).execute()
  expect(await checkIn('n1')).toMatchObject({ status: 'ok', versions: ['2.0.0'] })
  expect(await recordOf('n1')).toEqual(before)
  expect(await historyOf('n1')).toHaveLength(1)
})

test('a node is put on hold once, not at every check', async () => {
  await createUpdateWorld(server.db, { policy: { policy_max_updates_per_period: 1 } })
  await checkIn('n1')
  for (const _ of [1, 2, 3])
    expect(await checkIn('n2')).toMatchObject({
      status: 'error-maxUpdatesPerPeriodLimitReached',
      check: 'error-internal',
    })
  expect(await recordOf('n2')).toMatchObject({ status: INSTANCE_STATUS.onHold, update_in_progress: false })
  expect(await historyOf('n2')).toMatchObject([{ status: 8, version: null, error_code: null }])
})

test('grants are possible again after the period, limited by the updates in progress', async () => {
  const limit = { policy_max_updates_per_period: 1, policy_period_interval: '15 minutes' }
  await createUpdateWorld(server.db, { policy: limit })
  await checkIn('n1')
  server.clock.advance(15 * MINUTE_MS - 1)
  expect(await checkIn('n2')).toMatchObject({ status: 'error-maxUpdatesPerPeriodLimitReached' })
  server.clock.advance(1)
  expect(await checkIn('n2')).toMatchObject({ status: 'error-maxConcurrentUpdatesLimitReached' })
  await report('n1', '2.0.0', [3, 2, '1.0.0'])
  expect(await checkIn('n2')).toMatchObject({ status: 'ok', versions: ['2.0.0'] })
})

test('an update in progress counts until its timeout', async () => {
  const limit = { policy_max_updates_per_period: 1, policy_period_interval: '1 minute' }
  await createUpdateWorld(server.db, { policy: { ...limit, policy_update_timeout: '60 minutes' } })
  await checkIn('n1')
  server.clock.advance(60 * MINUTE_MS)
  expect(await checkIn('n2')).toMatchObject({ status: 'error-maxConcurrentUpdatesLimitReached' })
  server.clock.advance(1)
  expect(await checkIn('n2')).toMatchObject({ status: 'ok' })
})

test('a node that was silent for a day no longer counts', async () => {
  await createUpdateWorld(server.db, {
    policy: {
      policy_max_updates_per_period: 1,
      policy_update_timeout: '1 week',
      policy_period_interval: '1 week',
    },
  })
  await checkIn('n1')
  server.clock.advance(DAY_MS - 1)
  expect(await checkIn('n2')).toMatchObject({ status: 'error-maxUpdatesPerPeriodLimitReached' })
  server.clock.advance(1)
  expect(await checkIn('n2')).toMatchObject({ status: 'ok' })
})

test('a granted node at its version completes without ending the rollout', async () => {
  await createUpdateWorld(server.db)
  await checkIn('n1')
  expect(await checkIn('n1', '2.1.0')).toMatchObject({ status: 'ok', check: 'noupdate' })
  expect(await recordOf('n1')).toMatchObject({
    status: INSTANCE_STATUS.complete,
    version: '2.0.0',
    update_in_progress: false,
  })
  expect(await historyOf('n1')).toMatchObject([{ status: 2 }, { status: 4, version: '2.0.0' }])
  expect((await group()).rollout_in_progress).toBe(true)
})

test('a grant completes when its package is blacklisted', async () => {
  const { channel_id } = await createUpdateWorld(server.db)
  await checkIn('n1')
  const { id: package_id } = await server.db.selectFrom('packages').select('id').executeTakeFirstOrThrow()
  await server.db.insertInto('channel_blacklist').values({ channel_id, package_id }).execute()
  expect(await checkIn('n1')).toMatchObject({ status: 'ok', check: 'noupdate' })
  expect(await recordOf('n1')).toMatchObject({ status: INSTANCE_STATUS.complete })
})

test('a node that holds a grant is not downgraded when the channel’s package is older', async () => {
  const world = await createUpdateWorld(server.db)
  await checkIn('n1', '1.5.0')
  await promote(server.db, world, '1.4.0')
  expect(await checkIn('n1', '1.5.0')).toMatchObject({ status: 'ok', check: 'noupdate', versions: [] })
})

test('a node installs the floor before the target', async () => {
  const world = await createUpdateWorld(server.db)
  await addFloor(server.db, world, '1.5.0')
  expect(await checkIn('n1')).toMatchObject({ versions: ['1.5.0'] })
  await report('n1', '1.5.0', [3, 2, '1.0.0'])
  expect(await recordOf('n1')).toMatchObject({ version: '1.5.0', last_update_version: '1.5.0' })
  expect(await checkIn('n1', '1.5.0')).toMatchObject({ versions: ['2.0.0'] })
  expect(await activity()).toMatchObject([
    { class: 2, version: '1.5.0' },
    { class: 2, version: '2.0.0' },
  ])
})

test('every check of a channel without a package is recorded in the activity', async () => {
  await createUpdateWorld(server.db, { target: null })
  expect(await checkIn('n1')).toMatchObject({ status: 'error-noPackageFound', check: 'error-internal' })
  await checkIn('n1')
  const warning = { class: 1, severity: 3, version: '0.0.0', instance_id: null }
  expect(await activity()).toEqual([warning, warning])
})

test('a check while updates are off keeps the node’s status', async () => {
  await createUpdateWorld(server.db, { policy: { policy_updates_enabled: false } })
  expect(await checkIn('n1')).toMatchObject({ status: 'error-updatesDisabled', check: 'error-internal' })
  expect(await recordOf('n1')).toMatchObject({ status: null })
  expect(await historyOf('n1')).toEqual([])
})

test('office hours follow the injected clock', async () => {
  await createUpdateWorld(server.db, { policy: { policy_office_hours: true, policy_timezone: 'UTC' } })
  server.clock.advance(5 * 60 * MINUTE_MS)
  expect(await checkIn('n1')).toMatchObject({ status: 'error-updatesDisabled' })
  server.clock.advance(16 * 60 * MINUTE_MS)
  expect(await checkIn('n1')).toMatchObject({ status: 'ok', versions: ['2.0.0'] })
})
