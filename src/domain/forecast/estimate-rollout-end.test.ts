import { HOUR_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import { rolloutSnapshotFixture as snapshot } from '#src/domain/testing/rollout-snapshot-fixture.ts'
import { estimateRolloutEnd } from './estimate-rollout-end.ts'
import { forecastRollout } from './forecast-rollout.ts'

const NOW = Date.parse('2026-03-04T12:00:00Z')

test.each([
  ['a rollout at its limit', snapshot({ done: 400, inProgress: 20 })],
  ['one in office hours', snapshot({ done: 400 }, { policy_office_hours: true, policy_timezone: 'UTC' })],
])('the end of %s lies within its forecast', (_, rollout) => {
  const forecast = forecastRollout(rollout, NOW)
  if (forecast.kind !== 'range') throw new Error(`The forecast is ${forecast.kind}, not a range.`)
  const end = estimateRolloutEnd(rollout, NOW) ?? 0
  const { earliest, latest } = forecast.at.at(-1) ?? { earliest: null, latest: null }
  expect(end).toBeGreaterThanOrEqual((earliest ?? Infinity) - HOUR_MS / 4)
  expect(end).toBeLessThanOrEqual((latest ?? 0) + HOUR_MS / 4)
})

test('a rollout that will not continue has no end', () => {
  expect(estimateRolloutEnd(snapshot({}, { policy_updates_enabled: false }), NOW)).toBeNull()
})

test('nothing is estimated without readable intervals, and once next to nothing is left', () => {
  expect(estimateRolloutEnd(snapshot({}, { policy_period_interval: '1 mon' }), NOW)).toBeUndefined()
  expect(estimateRolloutEnd(snapshot({ done: 995 }), NOW)).toBeUndefined()
  expect(estimateRolloutEnd(snapshot({ done: 1000 }), NOW)).toBeUndefined()
})
