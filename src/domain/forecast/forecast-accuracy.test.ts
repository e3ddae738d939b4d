import { MINUTE_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import { createRandom, type Random } from '#contract/random.ts'
import { forecast, goalOf } from './forecast.ts'
import { type FleetNature, simulateRollout } from '#src/domain/testing/simulate-node-rollout.ts'

const NEVER = Number.POSITIVE_INFINITY
const FLEETS = 32
/** Parts of the time that it takes all in all. */
const MOMENTS = [0, 0.15, 0.4, 0.65, 0.85]

/** Any fleet: from a handful of machines to thousands, any policy, quick or slow, well or failing. */
function anyFleet(random: Random): FleetNature {
  const nodes = Math.round(10 * 500 ** random.next())
  const hours = random.chance(0.35)
  const period = random.pick(['1 minute', '15 minutes', '1 hour', '4 hours'] as const)
  const waves = random.integer(2, period === '4 hours' ? 8 : 30)
  return {
    nodes,
    policy: {
      policy_updates_enabled: true,
      policy_safe_mode: random.chance(0.4),
      policy_office_hours: hours,
      policy_timezone: random.pick(['Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'UTC']),
      policy_period_interval: period,
      policy_max_updates_per_period: random.chance(0.2) ? 999_999 : Math.max(1, Math.ceil(nodes / waves)),
      policy_update_timeout: random.pick(['1 hour', '2 hours', '4 hours']),
    },
    askSeconds: 45 * 60,
    medianSeconds: random.pick([6, 12, 25, 40]) * 60,
    spread: random.between(0.2, 0.6),
    fails: random.pick([0, 0, 0.01, 0.05, 0.2]),
    keepsFailing: random.pick([0, 0, 0, 0.005, 0.03]),
    hangs: random.pick([0, 0, 0.002, 0.02]),
    silent: random.pick([0, 0.05, 0.3]),
  }
}

interface Outcome {
  holds: boolean
  /** Of the range, relative to the time that was left; null where it has no end. */
  width: number | null
}

/** What became of the forecasts that were made at several moments of one rollout. */
function outcomesOf(seed: string): Outcome[] {
  const random = createRandom(`${seed}/fleet`)
  const nature = anyFleet(random)
  const start = Date.parse('2026-10-19T00:00:00Z') + random.integer(0, 7 * 24 * 60) * MINUTE_MS
  const play = (moments: readonly number[]) =>
    simulateRollout(nature, start, moments, createRandom(`${seed}/play`))
  const { doneAt } = play([])
  const last = doneAt.at(-1) ?? start + 60 * MINUTE_MS
  const { told, nodes } = play(MOMENTS.map((part) => start + part * (last - start)))
  return told.flatMap(({ at, facts }) => {
    const said = forecast(facts, at)
    if (said.kind !== 'range') return []
    return said.at.map(({ share, earliest, latest }): Outcome => {
      const truth = doneAt[goalOf(share, nodes) - 1] ?? NEVER
      const holds = (earliest ?? NEVER) <= truth && truth <= (latest ?? NEVER)
      return { holds, width: latest === null ? null : (latest - (earliest ?? at)) / (truth - at) }
    })
  })
}

test('the range holds the true time of four in five simulated rollouts, and is not trivially wide', () => {
  const outcomes = Array.from({ length: FLEETS }, (_, i) => outcomesOf(`rollout ${i}`)).flat()
  const held = outcomes.filter(({ holds }) => holds).length / outcomes.length
  const widths = outcomes.flatMap(({ width }) => width ?? []).toSorted((a, b) => a - b)
  expect(outcomes.length).toBeGreaterThan(300)
  expect(held).toBeGreaterThanOrEqual(0.8)
  expect(widths[widths.length >> 1]).toBeLessThanOrEqual(1)
  expect(widths.length / outcomes.length).toBeGreaterThan(0.65)
})
