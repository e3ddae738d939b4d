import { expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { timeAfterPeriods } from './time-after-periods.ts'

const berlin = { policy_office_hours: true, policy_timezone: 'Europe/Berlin' }

function after(
  policy: Parameters<typeof timeAfterPeriods>[0],
  from: string,
  periods: number,
  periodMs: number,
) {
  const time = timeAfterPeriods(policy, Date.parse(from), { periods, periodMs })
  return time === null ? null : new Date(time).toISOString().slice(0, 16)
}

test('periods follow one another at any hour without office hours', () => {
  const always = { ...berlin, policy_office_hours: false }
  expect(after(always, '2026-03-06T15:00:00Z', 5, HOUR_MS)).toBe('2026-03-06T20:00')
})

test.each([
  [0, MINUTE_MS, '2026-03-06T15:00'],
  [3, 15 * MINUTE_MS, '2026-03-06T15:45'],
  // Office hours end at 16:00 UTC: a period that ends then is over by Monday morning, where the next one begins.
  [4, 15 * MINUTE_MS, '2026-03-09T08:00'],
  [5, 15 * MINUTE_MS, '2026-03-09T08:15'],
  [2, DAY_MS, '2026-03-10T08:00'],
  [1, 7 * DAY_MS, '2026-03-13T15:00'],
])('from Friday 16:00 in Berlin, %i periods of %i ms are over at %s UTC', (periods, periodMs, expected) => {
  expect(after(berlin, '2026-03-06T15:00:00Z', periods, periodMs)).toBe(expected)
})

test('a time beyond a year is not estimated, nor one in an unknown zone', () => {
  expect(after(berlin, '2026-03-06T15:00:00Z', 300, DAY_MS)).toBeNull()
  expect(after({ ...berlin, policy_office_hours: false }, '2026-03-06T15:00:00Z', 400, DAY_MS)).toBeNull()
  expect(after({ ...berlin, policy_timezone: '' }, '2026-03-06T15:00:00Z', 1, HOUR_MS)).toBeNull()
})
