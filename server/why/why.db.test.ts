import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { expect, inject, test } from 'vitest'
import { createRandom, type Random } from '#contract/random.ts'
import { isLimitGate } from '#contract/update-rules/update-gates.ts'
import { groupWhySchema, type NodeWhy, nodeWhySchema } from '#contract/why.ts'
import { addNodes } from '#server/testing/fleet-rows.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { sendOmaha, type TestNodeResponse } from '#server/testing/omaha-node.ts'
import { requestHttpError, requestJson } from '#server/testing/rest-client.ts'
import { addFloor, createUpdateWorld, promote, type UpdateWorld } from '#server/testing/update-world.ts'

const server = serverForEachTest()

/** On the server's clock, and before it has anything. */
const startAt = (time: string) => server.clock.advance(Date.parse(time) - server.clock.now().getTime())

const readWhy = (world: UpdateWorld, machine: string) =>
  requestJson(
    server.app,
    nodeWhySchema,
    'GET',
    `/platte/nodes/${encodeURIComponent(machine)}/why?application=${world.application_id}`,
  )
const readGroupWhy = ({ group_id }: UpdateWorld) =>
  requestJson(server.app, groupWhySchema, 'GET', `/platte/groups/${group_id}/why`)
const blocking = ({ gates }: NodeWhy) => gates.find(({ state }) => state === 'blocked')
const checkIn = (machine: string, version = '1.0.0') => sendOmaha(server.app, { machine, version })

/** What the server's answer means. */
function outcomeOf({ status, check, versions }: TestNodeResponse) {
  const error = {
    'error-updateInProgressOnInstance': 'update-in-progress',
    'error-noPackageFound': 'no-package',
    'error-failedToRetrieveUpdatePackageInfo': 'no-group',
    'error-updatesDisabled': 'updates-disabled',
    'error-maxUpdatesPerPeriodLimitReached': 'max-updates-per-period',
    'error-maxConcurrentUpdatesLimitReached': 'max-concurrent-updates',
    'error-maxTimedOutUpdatesLimitReached': 'max-timed-out-updates',
  }[status ?? '']
  return error ?? (check === 'ok' ? `update to ${versions.join()}` : check)
}

/** What the explanation says that the server will answer. */
function predictedOutcome({ outcome, gates, path, version }: NodeWhy) {
  if (outcome === 'granted' || outcome === 'offered') return `update to ${path[0]?.version ?? version}`
  if (outcome === 'no-update' || outcome === 'completed') return 'noupdate'
  const gate = gates.findLast(({ state }) => state === 'blocked')?.gate
  return gate === 'outside-office-hours' ? 'updates-disabled' : gate
}

const randomPolicy = (random: Random) => ({
  policy_updates_enabled: random.chance(0.85),
  policy_safe_mode: random.chance(0.4),
  policy_office_hours: random.chance(0.2),
  policy_timezone: random.pick(['UTC', 'Asia/Tokyo', 'America/Los_Angeles']),
  policy_period_interval: random.pick(['10 minutes', '1 hour', '2 days']),
  policy_max_updates_per_period: random.chance(0.3) ? 999_999 : random.integer(1, 5),
  policy_update_timeout: random.pick(['20 minutes', '1 hour', '2 days']),
})

/** A node checks in and goes on with its update, or not. */
async function liveOn(machine: string, running: Map<string, string>, random: Random): Promise<void> {
  const version = running.get(machine) ?? random.pick(['1.0.0', '1.0.0', '1.5.0-rc.1', '2.0.0', '2.1.0'])
  running.set(machine, version)
  const { check, versions } = await checkIn(machine, version)
  const granted = versions[0]
  if (check !== 'ok' || granted === undefined) return
  const report = (version: string, ...events: [number, number, string][]) =>
    sendOmaha(server.app, { machine, version, ping: false, check: false, events })
  const fate = random.pick(['silent', 'downloads', 'fails', 'rolls back', 'completes'] as const)
  if (fate === 'downloads') await report(version, [13, 1, version])
  if (fate === 'fails') await report(version, [3, 0, version])
  if (fate === 'rolls back') await report(version, [3, 2, version])
  if (fate !== 'completes') return
  running.set(machine, granted)
  await report(granted, [3, 2, version])
}

const sumOf = (counts: readonly { nodes: number }[]) => counts.reduce((sum, { nodes }) => sum + nodes, 0)

/** Each database has random runs of its own. */
const SEEDS = { embedded: [0, 1, 2], postgres: [3, 4, 5, 6, 7, 8] }[inject('testDatabase').kind]

test.each(SEEDS)('the server does what the explanation says (seed %i)', async (seed) => {
  const random = createRandom(`why ${seed}`)
  const world = await createUpdateWorld(server.db, { policy: randomPolicy(random) })
  if (random.chance(0.6)) await addFloor(server.db, world, '1.5.0', 'boot loader')
  const running = new Map<string, string>()
  const machines = Array.from({ length: 12 }, (_, i) => `n${i}`)
  const machine = () => random.pick(['n0', ...machines])
  for (let step = 0; step < 70; step++) {
    server.clock.advance(random.integer(0, random.chance(0.03) ? 30 * HOUR_MS : 8 * MINUTE_MS))
    if (random.chance(0.1)) await server.db.updateTable('groups').set(randomPolicy(random)).execute()
    if (step === 40 && random.chance(0.5)) await promote(server.db, world, '3.0.0')
    if (step === 55 && random.chance(0.5)) {
      const { package_id } = await server.db
        .selectFrom('channels')
        .select('package_id')
        .executeTakeFirstOrThrow()
      const blocked = { channel_id: world.channel_id, package_id: package_id ?? '' }
      await server.db.insertInto('channel_blacklist').values(blocked).execute()
    }
    const one = machine()
    const version = running.get(one)
    if (step < 20 || version === undefined || random.chance(0.3)) {
      await liveOn(one, running, random)
      continue
    }
    await sendOmaha(server.app, { machine: one, version, ping: random.chance(0.5), check: false })
    const why = await readWhy(world, one)
    // As the explanation assumes; a completed record has the granted version until the node reports its own again.
    const did = outcomeOf(await checkIn(one, why.version))
    running.set(one, why.version)
    expect({ step, why, did }).toEqual({ step, why, did: predictedOutcome(why) })
  }
  const whys = await Promise.all([...running.keys()].map((id) => readWhy(world, id)))
  const group = await readGroupWhy(world)
  expect(sumOf(group.gates) + group.granted + group.offered).toBe(group.nodes)
  expect(group.nodes).toBe(running.size)
  const exact = group.gates.filter(({ gate }) => !isLimitGate(gate))
  expect(exact).toEqual(
    exact.map(({ gate }) => ({ gate, nodes: whys.filter(({ blocked_by }) => blocked_by === gate).length })),
  )
  expect(group.offered).toBe(
    whys.filter(({ outcome, blocked_by }) => blocked_by === null && outcome === 'offered').length,
  )
})

test('a node that was silent for long shows what it would get, and its own grant counts', async () => {
  const policy = { policy_max_updates_per_period: 1, policy_period_interval: '30 days' }
  const world = await createUpdateWorld(server.db, { policy })
  await checkIn('n1')
  await sendOmaha(server.app, { machine: 'n1', version: '1.0.0', check: false, events: [[3, 0, '1.0.0']] })
  server.clock.advance(3 * DAY_MS)
  const why = await readWhy(world, 'n1')
  expect(why).toMatchObject({ blocked_by: 'silent', outcome: 'on-hold' })
  expect(why.gates[0]).toMatchObject({
    gate: 'silent',
    state: 'blocked',
    since_ts: '2026-03-04T12:00:00.000Z',
  })
  expect(outcomeOf(await checkIn('n1'))).toBe('max-updates-per-period')
  server.clock.advance(2 * DAY_MS)
  expect((await readGroupWhy(world)).gates).toEqual([{ gate: 'silent', nodes: 1 }])
})

test('outside office hours, the explanation says when they begin', async () => {
  // A Saturday.
  startAt('2026-03-07T12:00:00Z')
  const policy = { policy_office_hours: true, policy_timezone: 'Europe/Berlin' }
  const world = await createUpdateWorld(server.db, { policy })
  await checkIn('n1')
  const why = await readWhy(world, 'n1')
  expect(why.blocked_by).toBe('outside-office-hours')
  expect(blocking(why)).toMatchObject({
    since_ts: '2026-03-06T16:00:00.000Z',
    clears_ts: '2026-03-09T08:00:00.000Z',
  })
})

test('at the period’s limit, it says how many are before the node and when its turn comes', async () => {
  const policy = { policy_max_updates_per_period: 2 }
  const world = await createUpdateWorld(server.db, { policy })
  for (const machine of ['n1', 'n2', 'n3', 'n4', 'n5']) {
    await checkIn(machine)
    server.clock.advance(MINUTE_MS)
  }
  const fails = { version: '1.0.0', check: false, events: [[3, 0, '1.0.0']] } as const
  await sendOmaha(server.app, { machine: 'n1', ...fails })
  const why = await readWhy(world, 'n5')
  expect(why).toMatchObject({ outcome: 'on-hold', nodes_before: 2, turn_ts: '2026-03-04T12:30:00.000Z' })
  expect(blocking(why)).toEqual({
    gate: 'max-updates-per-period',
    state: 'blocked',
    count: 2,
    limit: 2,
    since_ts: '2026-03-04T12:01:00.000Z',
    clears_ts: '2026-03-04T12:15:00.000Z',
  })
  expect((await readWhy(world, 'n2')).outcome).toBe('offered')
  expect(await readGroupWhy(world)).toMatchObject({
    nodes: 5,
    gates: [{ gate: 'max-updates-per-period', nodes: 4 }],
    granted: 0,
    offered: 1,
  })
})

test('when updates in progress use up the limit, it says when the first one times out', async () => {
  const policy = { policy_max_updates_per_period: 1, policy_period_interval: '1 minute' }
  const world = await createUpdateWorld(server.db, { policy })
  await checkIn('n1')
  server.clock.advance(2 * MINUTE_MS)
  await checkIn('n2')
  expect(blocking(await readWhy(world, 'n2'))).toMatchObject({
    gate: 'max-concurrent-updates',
    count: 1,
    clears_ts: '2026-03-04T13:00:00.000Z',
  })
})

const ONE_IN_OFFICE_HOURS = {
  policy_max_updates_per_period: 1,
  policy_office_hours: true,
  policy_timezone: 'Europe/Berlin',
}

test('a turn that would come after office hours comes once they are open again', async () => {
  // A Friday, 16:40 in Berlin.
  startAt('2026-03-06T15:40:00Z')
  const world = await createUpdateWorld(server.db, { policy: ONE_IN_OFFICE_HOURS })
  for (const machine of ['n1', 'n2', 'n3', 'n4']) {
    await checkIn(machine)
  }
  await sendOmaha(server.app, { machine: 'n1', version: '1.0.0', check: false, events: [[3, 0, '1.0.0']] })
  server.clock.advance(MINUTE_MS)
  await checkIn('n5')
  // At the period's end it is 16:55, and one of three may go; the others go on Monday at 9:00 and 9:15.
  expect(await readWhy(world, 'n5')).toMatchObject({
    later_gates: [],
    nodes_before: 3,
    turn_ts: '2026-03-09T08:30:00.000Z',
  })
})

test('a slot that is free only after office hours is followed by the office-hours gate', async () => {
  startAt('2026-03-06T15:50:00Z')
  const world = await createUpdateWorld(server.db, { policy: ONE_IN_OFFICE_HOURS })
  await checkIn('n1')
  await checkIn('n2')
  const why = await readWhy(world, 'n2')
  expect(blocking(why)).toMatchObject({
    gate: 'max-updates-per-period',
    clears_ts: '2026-03-06T16:05:00.000Z',
  })
  expect(why).toMatchObject({
    later_gates: [{ gate: 'outside-office-hours', clears_ts: '2026-03-09T08:00:00.000Z' }],
    turn_ts: '2026-03-09T08:00:00.000Z',
  })
})

test('an update in progress holds the node after a slot of the period is free, until that update times out', async () => {
  const policy = { policy_max_updates_per_period: 1 }
  const world = await createUpdateWorld(server.db, { policy })
  await checkIn('n1')
  server.clock.advance(MINUTE_MS)
  await checkIn('n2')
  const why = await readWhy(world, 'n2')
  expect(blocking(why)).toMatchObject({
    gate: 'max-updates-per-period',
    clears_ts: '2026-03-04T12:15:00.000Z',
  })
  expect(why).toMatchObject({
    later_gates: [{ gate: 'max-concurrent-updates', clears_ts: '2026-03-04T13:00:00.000Z' }],
    turn_ts: null,
  })
  server.clock.advance(14 * MINUTE_MS)
  expect(outcomeOf(await checkIn('n2'))).toBe('max-concurrent-updates')
  server.clock.advance(45 * MINUTE_MS)
  expect(outcomeOf(await checkIn('n2'))).toBe('max-concurrent-updates')
  server.clock.advance(1)
  expect(outcomeOf(await checkIn('n2'))).toBe('update to 2.0.0')
})

test('the first update in safe mode holds the others until it times out and safe mode stops the group', async () => {
  const policy = { policy_max_updates_per_period: 5, policy_safe_mode: true }
  const world = await createUpdateWorld(server.db, { policy })
  await checkIn('n1')
  await checkIn('n2')
  const { later_gates } = await readWhy(world, 'n2')
  expect(later_gates).toEqual([
    { gate: 'max-concurrent-updates', clears_ts: '2026-03-04T13:00:00.000Z' },
    { gate: 'max-timed-out-updates', clears_ts: null },
  ])
  server.clock.advance(HOUR_MS + 1)
  expect(blocking(await readWhy(world, 'n2'))).toMatchObject({
    gate: 'max-timed-out-updates',
    since_ts: '2026-03-04T13:00:00.000Z',
  })
  expect(outcomeOf(await checkIn('n2'))).toBe('max-timed-out-updates')
})

test('a node that failed comes after those on hold, as at its next check-in, and a limit holds it since it was reached', async () => {
  const policy = { policy_max_updates_per_period: 1, policy_period_interval: '2 hours' }
  const world = await createUpdateWorld(server.db, { policy })
  await checkIn('n1')
  server.clock.advance(MINUTE_MS)
  await sendOmaha(server.app, { machine: 'n1', version: '1.0.0', check: false, events: [[3, 0, '1.0.0']] })
  for (const machine of ['n2', 'n3']) {
    server.clock.advance(MINUTE_MS)
    await checkIn(machine)
  }
  server.clock.advance(10 * MINUTE_MS)
  const failed = await readWhy(world, 'n1')
  expect(failed).toMatchObject({ outcome: 'on-hold', nodes_before: 2 })
  expect(blocking(failed)).toMatchObject({ since_ts: '2026-03-04T12:00:00.000Z' })
  await checkIn('n1')
  expect((await readWhy(world, 'n1')).nodes_before).toBe(2)
  expect((await readWhy(world, 'n2')).nodes_before).toBe(0)
})

test('nodes on hold that the limits no longer hold are not before a node', async () => {
  const policy = { policy_max_updates_per_period: 1 }
  const world = await createUpdateWorld(server.db, { policy })
  await addFloor(server.db, world, '1.5.0')
  const earlier = new Date(server.clock.now().getTime() - MINUTE_MS)
  const held = { status: 8, last_check_for_updates: earlier }
  await addNodes(server.db, world, server.clock.now(), [
    { id: 'below', ...held },
    { id: 'at the target', version: '2.0.0', ...held },
    { id: 'newer', version: '2.1.0', ...held },
  ])
  await checkIn('n1')
  await checkIn('n2')
  expect((await readWhy(world, 'n2')).nodes_before).toBe(1)
  expect((await readGroupWhy(world)).gates).toContainEqual({ gate: 'max-updates-per-period', nodes: 2 })
})

test('the way to the target names the floors with their reasons', async () => {
  const world = await createUpdateWorld(server.db)
  await addFloor(server.db, world, '1.5.0', 'new boot loader')
  await checkIn('n1')
  expect((await readWhy(world, 'n1')).path).toEqual([
    { version: '1.5.0', floor_reason: 'new boot loader', is_floor: true, blacklisted: false },
    { version: '2.0.0', floor_reason: null, is_floor: false, blacklisted: false },
  ])
})

test('a node of a deleted group, one without a channel, and ids with odd letters are explained', async () => {
  const world = await createUpdateWorld(server.db)
  const odd = 'a/b?c#d%2F é'
  await addNodes(server.db, world, server.clock.now(), [{ id: 'gone', group_id: null }, { id: odd }])
  expect(await readWhy(world, 'gone')).toMatchObject({ blocked_by: 'no-group', group_id: null, path: [] })
  expect(await readWhy(world, odd)).toMatchObject({ instance_id: odd, outcome: 'granted' })
  await server.db.updateTable('groups').set({ channel_id: null }).execute()
  expect((await readWhy(world, odd)).blocked_by).toBe('no-group')
  expect((await readGroupWhy(world)).gates).toEqual([{ gate: 'no-group', nodes: 1 }])
})

test('unknown nodes, groups and applications are refused', async () => {
  const { application_id } = await createUpdateWorld(server.db)
  const refusal = (path: string) => requestHttpError(server.app, 'GET', path)
  expect(await refusal(`/platte/nodes/n1/why?application=${application_id}`)).toMatchObject({ status: 404 })
  expect(await refusal('/platte/nodes/n1/why?application=io.example.Nothing')).toMatchObject({ status: 400 })
  expect(await refusal('/platte/nodes/n1/why')).toMatchObject({ status: 400 })
  expect(await refusal(`/platte/groups/${application_id}/why`)).toMatchObject({ status: 404 })
  expect(await refusal('/platte/groups/stable/why')).toMatchObject({ status: 400 })
})
