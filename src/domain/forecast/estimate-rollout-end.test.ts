import { HOUR_MS } from '#contract/time-units.ts'
import { expect, test, vi } from 'vitest'
import { rolloutSnapshotFixture as snapshot } from '#src/domain/testing/rollout-snapshot-fixture.ts'
import { estimateRolloutEnd } from './estimate-rollout-end.ts'
import { forecastRollout } from './forecast-rollout.ts'

const rest = () => Promise.resolve()
const NOW = Date.parse('2026-03-04T12:00:00Z')

test.each([
  ['a rollout at its limit', snapshot({ done: 400, inProgress: 20 })],
  ['one in office hours', snapshot({ done: 400 }, { policy_office_hours: true, policy_timezone: 'UTC' })],
])('the end of %s lies within its forecast', async (_, rollout) => {
  const forecast = forecastRollout(rollout, NOW)
  if (forecast.kind !== 'range') throw new Error(`The forecast is ${forecast.kind}, not a range.`)
  const end = (await estimateRolloutEnd(rollout, NOW, rest)) ?? 0
  const { earliest, latest } = forecast.at.at(-1) ?? { earliest: null, latest: null }
  expect(end).toBeGreaterThanOrEqual((earliest ?? Infinity) - HOUR_MS / 4)
  expect(end).toBeLessThanOrEqual((latest ?? 0) + HOUR_MS / 4)
})

test('a rollout that will not continue has no end', async () => {
  expect(await estimateRolloutEnd(snapshot({}, { policy_updates_enabled: false }), NOW, rest)).toBeNull()
})

test('nothing is estimated without readable intervals, and once next to nothing is left', async () => {
  expect(
    await estimateRolloutEnd(snapshot({}, { policy_period_interval: '1 mon' }), NOW, rest),
  ).toBeUndefined()
  expect(await estimateRolloutEnd(snapshot({ done: 995 }), NOW, rest)).toBeUndefined()
  expect(await estimateRolloutEnd(snapshot({ done: 1000 }), NOW, rest)).toBeUndefined()
})

test('the page can do other things after each simulated run', async () => {
  const rested = vi.fn<() => Promise<void>>(rest)
  await estimateRolloutEnd(snapshot({ done: 400, inProgress: 20 }), NOW, rested)
  expect(rested).toHaveBeenCalledTimes(9)
})
