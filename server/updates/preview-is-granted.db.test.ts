import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type * as z from 'zod/mini'
import { instanceStatsSchema, versionBreakdownSchema } from '#contract/group-statistics.ts'
import { createRandom, type Random } from '#contract/random.ts'
import { rolloutSchema } from '#contract/rollout.ts'
import { grantsWhenAllAsk, nodesBelow } from '#contract/update-rules/grants-when-all-ask.ts'
import { say } from '#server/testing/omaha-node.ts'
import { answerTo } from '#server/testing/rest-client.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'
import { createUpdateWorld, type UpdateWorld } from '#server/testing/update-world.ts'

let server: UpdateServer
beforeEach(async () => {
  server = await createUpdateServer()
})
afterEach(() => server.close())

const anyPolicy = (random: Random) => ({
  policy_updates_enabled: random.chance(0.9),
  policy_safe_mode: random.chance(0.5),
  policy_office_hours: random.chance(0.3),
  policy_timezone: random.pick(['UTC', 'Asia/Tokyo', 'America/Los_Angeles']),
  policy_period_interval: random.pick(['10 minutes', '15 minutes', '1 hour']),
  policy_max_updates_per_period: random.chance(0.2) ? 999_999 : random.integer(1, 9),
  policy_update_timeout: random.pick(['20 minutes', '1 hour']),
})

/** A node asks, and tells of its update as far as chance has it. */
async function live(machine: string, running: Map<string, string>, random: Random): Promise<void> {
  const version = running.get(machine) ?? random.pick(['1.0.0', '1.0.0', '1.5.0', '2.0.0', '2.1.0'])
  running.set(machine, version)
  const { check } = await say(server.app, { machine, version })
  if (check !== 'ok') return
  const tell = (version: string, ...events: [number, number, string][]) =>
    say(server.app, { machine, version, ping: false, check: false, events })
  const fate = random.pick(['silent', 'downloads', 'fails', 'completes', 'completes'] as const)
  if (fate === 'downloads') await tell(version, [13, 1, version])
  if (fate === 'fails') await tell(version, [3, 0, version])
  if (fate !== 'completes') return
  running.set(machine, '2.0.0')
  await tell('2.0.0', [3, 2, version])
}

/**
 * Every node of the last day that runs something older than the target asks, those under way left out. Returns how
 * many were granted.
 */
async function allAsk(): Promise<number> {
  const waiting = await server.db
    .selectFrom('instance_applications')
    .select(['instance_id', 'version'])
    .where('version', 'in', ['1.0.0', '1.5.0'])
    .where('update_in_progress', '=', false)
    .where('last_check_for_updates', '>', new Date(server.clock.now().getTime() - DAY_MS))
    .execute()
  const heard = await Promise.all(
    waiting.map(({ instance_id, version }) => say(server.app, { machine: instance_id, version })),
  )
  return heard.filter(({ check }) => check === 'ok').length
}

/** What the dashboard reads before it says what a policy would do. */
async function preview({ application_id, group_id }: UpdateWorld, policy: ReturnType<typeof anyPolicy>) {
  const ask = <S extends z.ZodMiniType>(schema: S, path: string) => answerTo(server.app, schema, 'GET', path)
  const group = `/api/apps/${application_id}/groups/${group_id}`
  const { policy_period_interval, policy_update_timeout } = policy
  const asIf = new URLSearchParams({
    application: application_id,
    group: group_id,
    policy_period_interval,
    policy_update_timeout,
  })
  const { counts, target } = await ask(rolloutSchema, `/platte/rollout?${asIf.toString()}`)
  const below = nodesBelow(
    await ask(versionBreakdownSchema, `${group}/version_breakdown`),
    await ask(instanceStatsSchema, `${group}/instances_stats?duration=1d`),
    target,
  )
  const given = target === null ? null : { version: target, blacklisted: false }
  return grantsWhenAllAsk(policy, given, below, counts, server.clock.now())
}

test.each(Array.from({ length: 12 }, (_, i) => i))(
  'what the preview of a policy says would be granted is what is granted when all nodes ask (%i)',
  async (seed) => {
    const random = createRandom(`preview ${seed}`)
    const world = await createUpdateWorld(server.db, {
      policy: { ...anyPolicy(random), policy_updates_enabled: true, policy_office_hours: false },
    })
    const running = new Map<string, string>()
    const machines = Array.from({ length: 30 }, (_, i) => `n${i}`)
    for (let step = 0; step < 40; step++) {
      server.clock.pass(random.integer(0, 6 * MINUTE_MS))
      // oxlint-disable-next-line no-await-in-loop -- one clock
      await live(random.pick(['n0', ...machines]), running, random)
    }
    server.clock.pass(random.integer(0, 30) * HOUR_MS)
    // Some are seen again after a pause, the others have been silent for a day then.
    for (const machine of machines.slice(0, random.integer(0, 30))) {
      // oxlint-disable-next-line no-await-in-loop -- one clock
      await say(server.app, { machine, version: running.get(machine) ?? '1.0.0', check: false })
    }
    const policy = anyPolicy(random)
    const said = await preview(world, policy)
    await server.db.updateTable('groups').set(policy).execute()
    expect(await allAsk()).toBe(said.grants)
  },
)
