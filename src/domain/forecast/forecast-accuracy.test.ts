import { MINUTE_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import { createRandom, type Random } from '#contract/random.ts'
import { forecastRollout } from './forecast-rollout.ts'
import { goalOf } from './forecast.ts'
import { type FleetModel, simulateFleetRollout } from '#src/domain/testing/simulate-fleet-rollout.ts'

const FLEETS = 32
/** When forecasts are made, as parts of the rollout's whole duration. */
const FORECAST_TIMES = [0, 0.15, 0.4, 0.65, 0.85]

/** A random fleet: from a handful of nodes to thousands, with any policy, quick or slow, healthy or failing. */
function randomFleet(random: Random): FleetModel {
  const nodes = Math.round(10 * 500 ** random.next())
  const keepsOfficeHours = random.chance(0.35)
  const period = random.pick(['1 minute', '15 minutes', '1 hour', '4 hours'] as const)
  const waves = random.integer(2, period === '4 hours' ? 8 : 30)
  return {
    nodes,
    policy: {
      policy_updates_enabled: true,
      policy_safe_mode: random.chance(0.4),
      policy_office_hours: keepsOfficeHours,
      policy_timezone: random.pick(['Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'UTC']),
      policy_period_interval: period,
      policy_max_updates_per_period: random.chance(0.2) ? 999_999 : Math.max(1, Math.ceil(nodes / waves)),
      policy_update_timeout: random.pick(['1 hour', '2 hours', '4 hours']),
    },
    checkInSeconds: 45 * 60,
    medianUpdateSeconds: random.pick([6, 12, 25, 40]) * 60,
    spread: random.between(0.2, 0.6),
    failureRate: random.pick([0, 0, 0.01, 0.05, 0.2]),
    brokenRate: random.pick([0, 0, 0, 0.005, 0.03]),
    hangRate: random.pick([0, 0, 0.002, 0.02]),
    silentRate: random.pick([0, 0.05, 0.3]),
  }
}

interface Outcome {
  /** Whether the true time lies within the range. */
  holds: boolean
  /** The width of the range relative to the time that was left; null for a range without an end. */
  width: number | null
}

/** Compares the forecasts made at several times of one rollout with its true end. */
function outcomesOf(seed: string): Outcome[] {
  const random = createRandom(`${seed}/fleet`)
  const model = randomFleet(random)
  const start = Date.parse('2026-10-19T00:00:00Z') + random.integer(0, 7 * 24 * 60) * MINUTE_MS
  const simulate = (snapshotTimes: readonly number[]) =>
    simulateFleetRollout(model, start, snapshotTimes, createRandom(`${seed}/play`))
  const { doneAt } = simulate([])
  const last = doneAt.at(-1) ?? start + 60 * MINUTE_MS
  const { snapshots, nodes } = simulate(FORECAST_TIMES.map((part) => start + part * (last - start)))
  return snapshots.flatMap(({ at, snapshot }) => {
    const forecast = forecastRollout(snapshot, at)
    if (forecast.kind !== 'range') return []
    return forecast.at.map(({ share, earliest, latest }): Outcome => {
      const truth = doneAt[goalOf(share, nodes) - 1] ?? Number.POSITIVE_INFINITY
      const holds =
        (earliest ?? Number.POSITIVE_INFINITY) <= truth && truth <= (latest ?? Number.POSITIVE_INFINITY)
      return { holds, width: latest === null ? null : (latest - (earliest ?? at)) / (truth - at) }
    })
  })
}

test('the range holds the true time in four of five simulated rollouts, and is not trivially wide', () => {
  const outcomes = Array.from({ length: FLEETS }, (_, i) => outcomesOf(`rollout ${i}`)).flat()
  const held = outcomes.filter(({ holds }) => holds).length / outcomes.length
  const widths = outcomes.flatMap(({ width }) => width ?? []).toSorted((a, b) => a - b)
  expect(outcomes.length).toBeGreaterThan(300)
  expect(held).toBeGreaterThanOrEqual(0.8)
  expect(widths[widths.length >> 1]).toBeLessThanOrEqual(1)
  expect(widths.length / outcomes.length).toBeGreaterThan(0.65)
})
