import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { expect, inject, test } from 'vitest'
import type * as z from 'zod/mini'
import { instanceStatsSchema, versionBreakdownSchema } from '#contract/group-statistics.ts'
import { createRandom, type Random } from '#contract/random.ts'
import { rolloutSchema } from '#contract/rollout.ts'
import { grantsWhenAllCheckIn } from '#contract/update-rules/grants-when-all-check-in.ts'
import { waitingNodes } from '#contract/update-rules/waiting-nodes.ts'
import { compareVersions } from '#contract/version-order.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { sendOmaha } from '#server/testing/omaha-node.ts'
import { requestJson } from '#server/testing/rest-client.ts'
import { createUpdateWorld, type UpdateWorld } from '#server/testing/update-world.ts'

const server = serverForEachTest()

const randomPolicy = (random: Random) => ({
  policy_updates_enabled: random.chance(0.9),
  policy_safe_mode: random.chance(0.5),
  policy_office_hours: random.chance(0.3),
  policy_timezone: random.pick(['UTC', 'Asia/Tokyo', 'America/Los_Angeles']),
  policy_period_interval: random.pick(['10 minutes', '15 minutes', '1 hour']),
  policy_max_updates_per_period: random.chance(0.2) ? 999_999 : random.integer(1, 9),
  policy_update_timeout: random.pick(['20 minutes', '1 hour']),
})

/** A node checks in and reports a random part of its update. */
async function simulateCheckIn(machine: string, running: Map<string, string>, random: Random): Promise<void> {
  const version = running.get(machine) ?? random.pick(['1.0.0', '1.0.0', '1.5.0', '2.0.0', '2.1.0'])
  running.set(machine, version)
  const { check } = await sendOmaha(server.app, { machine, version })
  if (check !== 'ok') return
  const report = (version: string, ...events: [number, number, string][]) =>
    sendOmaha(server.app, { machine, version, ping: false, check: false, events })
  const fate = random.pick(['silent', 'downloads', 'fails', 'completes', 'completes'] as const)
  if (fate === 'downloads') await report(version, [13, 1, version])
  if (fate === 'fails') await report(version, [3, 0, version])
  if (fate !== 'completes') return
  running.set(machine, '2.0.0')
  await report('2.0.0', [3, 2, version])
}

/**
 * Lets every node check that was seen in the last 24 hours, runs an older version than the target and has no update in
 * progress.
 */
async function checkAll() {
  const waiting = await server.db
    .selectFrom('instance_applications')
    .select(['instance_id', 'version'])
    .where('version', 'in', ['1.0.0', '1.5.0'])
    .where('update_in_progress', '=', false)
    .where('last_check_for_updates', '>', new Date(server.clock.now().getTime() - DAY_MS))
    .execute()
  const responses = await Promise.all(
    waiting.map(({ instance_id, version }) => sendOmaha(server.app, { machine: instance_id, version })),
  )
  return { waiting: waiting.length, grants: responses.filter(({ check }) => check === 'ok').length }
}

/** The preview that the dashboard shows before a policy is saved. */
async function preview({ application_id, group_id }: UpdateWorld, policy: ReturnType<typeof randomPolicy>) {
  const read = <S extends z.ZodMiniType>(schema: S, path: string) =>
    requestJson(server.app, schema, 'GET', path)
  const group = `/api/apps/${application_id}/groups/${group_id}`
  const { policy_period_interval, policy_update_timeout } = policy
  const query = new URLSearchParams({
    application: application_id,
    group: group_id,
    policy_period_interval,
    policy_update_timeout,
  })
  const { counts, target } = await read(rolloutSchema, `/platte/rollout?${query.toString()}`)
  const breakdown = await read(versionBreakdownSchema, `${group}/version_breakdown`)
  const stats = await read(instanceStatsSchema, `${group}/instances_stats?duration=1d`)
  const countNodes = (found: typeof breakdown) => found.reduce((sum, { instances }) => sum + instances, 0)
  const atTarget = countNodes(
    breakdown.filter(({ version }) => target === null || compareVersions(version, target) >= 0),
  )
  const waiting = waitingNodes({ nodes: countNodes(breakdown), atTarget }, stats)
  const targetPackage = target === null ? null : { version: target, blacklisted: false }
  return grantsWhenAllCheckIn(policy, targetPackage, waiting, counts, server.clock.now())
}

/** Each database has random runs of its own: they differ in their version, and not in what the runs show. */
const SEEDS = { embedded: [0, 1, 2, 3], postgres: [4, 5, 6, 7, 8, 9, 10, 11] }[inject('testDatabase').kind]

test.each(SEEDS)(
  'as many nodes wait, and are granted an update, as the policy preview predicts (seed %i)',
  async (seed) => {
    const random = createRandom(`preview ${seed}`)
    const world = await createUpdateWorld(server.db, {
      policy: { ...randomPolicy(random), policy_updates_enabled: true, policy_office_hours: false },
    })
    const running = new Map<string, string>()
    const machines = Array.from({ length: 30 }, (_, i) => `n${i}`)
    for (let step = 0; step < 40; step++) {
      server.clock.advance(random.integer(0, 6 * MINUTE_MS))
      await simulateCheckIn(random.pick(['n0', ...machines]), running, random)
    }
    server.clock.advance(random.integer(0, 30) * HOUR_MS)
    // Some check in again after a pause; the others may have been silent for a day.
    for (const machine of machines.slice(0, random.integer(0, 30))) {
      await sendOmaha(server.app, { machine, version: running.get(machine) ?? '1.0.0', check: false })
    }
    const policy = randomPolicy(random)
    const predicted = await preview(world, policy)
    await server.db.updateTable('groups').set(policy).execute()
    const { waiting, grants } = predicted
    expect(await checkAll()).toEqual({ waiting, grants })
  },
)
