import { targetVersion } from '#contract/group.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { describe, expect, inject, test } from 'vitest'
import { channelSchema } from '#contract/channel.ts'
import { rolloutSchema } from '#contract/rollout.ts'
import { createProxyApp } from '#server/app.ts'
import { createRandom } from '#contract/random.ts'
import { requireGroup } from '#server/groups/group-queries.ts'
import { addHistory, addNodes } from '#server/testing/fleet-rows.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { sendOmaha } from '#server/testing/omaha-node.ts'
import { createRandomFleet } from '#server/testing/random-fleet.ts'
import { recountRollout } from '#server/testing/recount-rollout.ts'
import { readCountedRows } from '#server/testing/recount.ts'
import { requestJson, requestHttpError } from '#server/testing/rest-client.ts'
import { channelBody, NO_ID } from '#server/testing/rest-world.ts'
import { addPackage, createUpdateWorld, promote, type UpdateWorld } from '#server/testing/update-world.ts'

const server = serverForEachTest()

const pathOf = (application: string, group: string) =>
  `/platte/rollout?application=${application}&group=${group}`
const rolloutOf = ({ application_id, group_id }: Pick<UpdateWorld, 'application_id' | 'group_id'>) =>
  requestJson(server.app, rolloutSchema, 'GET', pathOf(application_id, group_id))
const ago = (milliseconds: number) => new Date(server.clock.now().getTime() - milliseconds)

const readHistories = () =>
  server.db.selectFrom('instance_status_history').selectAll().orderBy('id').execute()

/** A node that was granted an earlier update, `minutes` ago. */
const granted = (minutes: number) => ({
  id: `granted-${minutes}`,
  status: 4,
  last_update_granted_ts: ago(minutes * MINUTE_MS),
  last_update_version: '1.5.0',
})

/** Records the start of the rollout of the world's target. */
const startRollout = (world: UpdateWorld, created_ts: Date) =>
  server.db
    .insertInto('activities')
    .values({
      application_id: world.application_id,
      group_id: world.group_id,
      class: 2,
      severity: 2,
      version: '2.0.0',
      created_ts,
    })
    .execute()

test('counts with the period and timeout of the query instead of the group’s own', async () => {
  const world = await createUpdateWorld(server.db, { policy: { policy_period_interval: '15 minutes' } })
  await addNodes(server.db, world, server.clock.now(), [granted(5), granted(40), granted(90)])
  const countWith = async (params: string) => {
    const path = `${pathOf(world.application_id, world.group_id)}&${params}`
    return (await requestJson(server.app, rolloutSchema, 'GET', path)).counts.granted_in_last_period
  }
  expect(await countWith('')).toBe(1)
  expect(await countWith('policy_period_interval=1%20hour')).toBe(2)
  expect(await countWith('policy_period_interval=2%20hours&policy_update_timeout=1%20day')).toBe(3)
  const refused = `${pathOf(world.application_id, world.group_id)}&policy_period_interval=soon`
  expect(await requestHttpError(server.app, 'GET', refused)).toMatchObject({ status: 400 })
})

/** Each database has random runs of its own: they differ in their version, and not in what the runs show. */
const SEEDS = { embedded: ['one'], postgres: ['two'] }[inject('testDatabase').kind]

test.each(SEEDS)('the rollouts of a random fleet equal a recount (%s)', async (seed) => {
  const random = createRandom(`rollout/${seed}`)
  const fleet = await createRandomFleet(server.app, random)
  let started = 0
  for (let round = 0; round < 4; round++) {
    for (let step = 0; step < 60; step++) {
      server.clock.advance(random.integer(0, random.pick([MINUTE_MS, 10 * MINUTE_MS])))
      await fleet.step()
    }
    for (const { id, url } of fleet.groups()) {
      const policy = await requireGroup(server.db, id)
      const rollout = await rolloutOf({ application_id: url.split('/')[3] ?? '', group_id: id })
      expect(rollout.target).toBe(targetVersion(policy))
      if (rollout.target === null || rollout.started_ts === null) continue
      started += 1
      const { target, started_ts } = rollout
      const [everything, histories, nodes] = await Promise.all([
        readCountedRows(server.db, id),
        readHistories(),
        server.db.selectFrom('instance_applications').selectAll().execute(),
      ])
      expect(rollout).toMatchObject(
        recountRollout(everything, {
          target,
          started: new Date(started_ts),
          now: server.clock.now(),
          policy,
          group_id: id,
          nodes,
          histories,
        }),
      )
    }
  }
  expect(started).toBeGreaterThan(0)
})

describe('a rollout', () => {
  const world = worldForEachTest(server)

  test('that has not started has only the counts of its limits', async () => {
    await addNodes(server.db, world, server.clock.now(), [{ id: 'waiting' }])
    expect(await rolloutOf(world)).toEqual({
      application_id: world.application_id,
      group_id: world.group_id,
      now_ts: server.clock.now().toISOString(),
      target: '2.0.0',
      started_ts: null,
      last_completion_ts: null,
      counts: { granted_in_last_period: 0, in_progress: 0, timed_out: 0, ended_at_target: 0 },
      in_progress_unlisted: 0,
      next_slot_ts: null,
      phases: [],
      hours: [],
      failures: [],
      nodes_failed: 0,
      failures_at_least: false,
      steps: [],
    })
  })

  test('without a package has no target', async () => {
    await server.db
      .updateTable('channels')
      .set({ package_id: null })
      .where('id', '=', world.channel_id)
      .execute()
    expect(await rolloutOf(world)).toMatchObject({ target: null, started_ts: null, hours: [] })
  })

  test('counts failures by code and version, and the nodes that still have them', async () => {
    await startRollout(world, ago(5 * HOUR_MS))
    await addNodes(server.db, world, server.clock.now(), [
      { id: 'stuck', status: 3, last_update_version: '2.0.0' },
      { id: 'went-on', status: 4, version: '2.0.0', last_update_version: '2.0.0' },
      { id: 'another-code', status: 3, last_update_version: '1.5.0' },
      { id: 'long-ago', status: 3 },
      { id: '{11111111-2222-3333-4444-555555555555}', status: 3 },
    ])
    const failed = (instance_id: string, error_code: string | null, hours: number, version = '2.0.0') => ({
      instance_id,
      status: 3,
      version,
      error_code,
      created_ts: ago(hours * HOUR_MS),
    })
    await addHistory(server.db, world, [
      failed('long-ago', '9', 6),
      failed('stuck', '37', 4),
      failed('went-on', '37', 3),
      failed('another-code', '37', 2.5),
      failed('another-code', null, 2, '1.5.0'),
      failed('stuck', '37', 1),
      failed('{11111111-2222-3333-4444-555555555555}', '37', 1),
    ])
    expect(await rolloutOf(world)).toMatchObject({
      nodes_failed: 3,
      failures_at_least: false,
      failures: [
        {
          error_code: '37',
          version: '2.0.0',
          nodes: 3,
          nodes_in_error: 1,
          latest_ts: ago(HOUR_MS).toISOString(),
        },
        {
          error_code: null,
          version: '1.5.0',
          nodes: 1,
          nodes_in_error: 1,
          latest_ts: ago(2 * HOUR_MS).toISOString(),
        },
      ],
    })
  })

  test('has the time of the next slot in a full period, also after the limit was lowered', async () => {
    const limitTo = (policy: { policy_max_updates_per_period: number; policy_safe_mode?: boolean }) =>
      server.db.updateTable('groups').set(policy).where('id', '=', world.group_id).execute()
    await addNodes(server.db, world, server.clock.now(), [granted(20), granted(14), granted(10), granted(3)])
    const in5 = new Date(server.clock.now().getTime() + 5 * MINUTE_MS).toISOString()
    const in12 = new Date(server.clock.now().getTime() + 12 * MINUTE_MS).toISOString()
    await limitTo({ policy_max_updates_per_period: 4 })
    expect(await rolloutOf(world)).toMatchObject({ next_slot_ts: null })
    await limitTo({ policy_max_updates_per_period: 2 })
    expect(await rolloutOf(world)).toMatchObject({ next_slot_ts: in5 })
    await limitTo({ policy_max_updates_per_period: 4, policy_safe_mode: true })
    expect(await rolloutOf(world)).toMatchObject({ next_slot_ts: in12 })
  })

  test('restarts when the channel’s package changes', async () => {
    await startRollout(world, ago(5 * HOUR_MS))
    expect(await rolloutOf(world)).toMatchObject({ started_ts: ago(5 * HOUR_MS).toISOString() })
    await promote(server.db, world, '3.0.0')
    expect(await rolloutOf(world)).toMatchObject({ target: '3.0.0', started_ts: null })
  })

  test('of a package that the channel returns to starts with the first grant after its return', async () => {
    const setPackage = (package_id: string) =>
      requestJson(
        server.app,
        channelSchema,
        'PUT',
        `/api/apps/${world.application_id}/channels/${world.channel_id}`,
        channelBody('stable', 1, package_id),
      )
    const { package_id } = await server.db
      .selectFrom('channels')
      .select('package_id')
      .executeTakeFirstOrThrow()
    const startAfterGrantTo = async (machine: string) => {
      await sendOmaha(server.app, { machine, version: '1.0.0' })
      return (await rolloutOf(world)).started_ts
    }
    const first = server.clock.now().toISOString()
    expect(await startAfterGrantTo('n1')).toBe(first)
    server.clock.advance(HOUR_MS)
    await setPackage(await addPackage(server.db, world.application_id, '3.0.0'))
    await startAfterGrantTo('n2')
    server.clock.advance(HOUR_MS)
    await setPackage(package_id ?? '')
    expect(await rolloutOf(world)).toMatchObject({ target: '2.0.0', started_ts: null })
    server.clock.advance(MINUTE_MS)
    const second = server.clock.now().toISOString()
    expect(await startAfterGrantTo('n3')).toBe(second)
    server.clock.advance(DAY_MS)
    expect(await startAfterGrantTo('n4')).toBe(second)
  })

  test('covers the last 24 hours at most, the current hour up to now', async () => {
    server.clock.advance(20 * MINUTE_MS)
    await startRollout(world, ago(100 * HOUR_MS))
    const { hours } = await rolloutOf(world)
    expect(hours).toHaveLength(24)
    expect(hours.at(0)?.from_ts).toBe(ago(23 * HOUR_MS + 20 * MINUTE_MS).toISOString())
    expect(hours.at(-1)).toMatchObject({
      from_ts: ago(20 * MINUTE_MS).toISOString(),
      until_ts: server.clock.now().toISOString(),
    })
  })
})

test('refuses invalid ids, and groups that the application doesn’t have', async () => {
  const world = await createUpdateWorld(server.db)
  const refused = (path: string) => requestHttpError(server.app, 'GET', path)
  expect(await refused('/platte/rollout')).toMatchObject({ status: 400 })
  expect(await refused(pathOf('kiosk', world.group_id))).toMatchObject({ status: 400 })
  expect(await refused(pathOf(world.application_id, NO_ID))).toMatchObject({ status: 404 })
  expect(await refused(pathOf(NO_ID, world.group_id))).toMatchObject({ status: 404 })
})

test('the rollout is not available in front of another update server', async () => {
  const app = await createProxyApp('http://127.0.0.1:9', { db: server.db, clock: server.clock })
  expect(await requestHttpError(app, 'GET', pathOf(NO_ID, NO_ID))).toMatchObject({ status: 404 })
  await app.close()
})
