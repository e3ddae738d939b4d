import { MINUTE_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import {
  describeForecast,
  explainMissingForecast,
  forecastAssumptions,
  formatForecastRange,
  formatForecastShare,
} from './describe-forecast.ts'
import type { Forecast } from './forecast.ts'
import { group } from '#src/domain/testing/group-fixture.ts'

const NOW = Date.parse('2026-03-04T12:00:00Z')
const at = (time: string) => Date.parse(`2026-03-${time}:00Z`)

const range = (over: Partial<Extract<Forecast, { kind: 'range' }>> = {}) => ({
  kind: 'range' as const,
  at: [
    { share: 0.9 as const, earliest: at('04T14:00'), latest: at('04T16:30') },
    { share: 0.99 as const, earliest: at('04T22:00'), latest: at('05T09:00') },
  ],
  limitedBy: 'limit' as const,
  tripChance: 0,
  ...over,
})

const snapshot = {
  policy: group(1),
  target: '2.0.0',
  nodes: 100,
  done: 60,
  waiting: 40,
  inProgress: 0,
  timedOut: 0,
  endedAtTarget: 1,
  failed: 0,
  silent: 3,
  grantedInLastPeriod: 0,
  completionsPerHour: [10, 20],
  medianUpdateSeconds: 600,
  checkInIntervalSeconds: 2700,
}

test('a forecast gives the times between which each share will be done', () => {
  expect(describeForecast(range(), NOW, () => at('04T09:38'))).toEqual([
    { share: 0.5, words: 'reached 09:38' },
    { share: 0.9, words: 'between 14:00 and 16:30 (in 4\u00A0h\u00A030\u00A0min at the latest)' },
    { share: 0.99, words: 'between 22:00 and Thu\u00A009:00 (in 21\u00A0h at the latest)' },
  ])
})

test('a forecast says which shares may never be reached', () => {
  const ranges = [
    { share: 0.9 as const, earliest: at('04T14:00'), latest: null },
    { share: 0.99 as const, earliest: null, latest: null },
  ]
  expect(describeForecast(range({ at: ranges }), NOW, () => null).map(({ words }) => words)).toEqual([
    'reached',
    'not before 14:00, maybe never',
    'may never finish: too many updates fail or hang',
  ])
})

test('a forecast lists its assumptions', () => {
  expect(forecastAssumptions(range({ tripChance: 0.25 }), snapshot)).toEqual([
    '90% of simulated runs finish in these ranges. 30 updates completed in the last 2 hours, and an update takes 10\u00A0min (median).',
    'The policy stays as it is: at most 20 nodes per 15 minutes and 20 at once; an update may take 60 minutes.',
    'Most of the time is spent waiting for the policy’s limit.',
    'Safe mode stops the rollout in 25% of the runs.',
    '3 silent nodes are left out: when they check in again is unknown.',
  ])
})

test('a missing forecast is explained', () => {
  expect(explainMissingForecast({ kind: 'never', reason: 'updates-off' })).toBe(
    'The rollout will not continue: updates are off.',
  )
  expect(explainMissingForecast({ kind: 'done' })).toContain('Every node')
})

const timeOf = (time: string | null) => (time === null ? null : Date.parse(`2026-${time}:00Z`))
const words = (earliest: string | null, latest: string | null) =>
  formatForecastRange({ earliest: timeOf(earliest), latest: timeOf(latest) }, NOW)

test('times of today are written by the clock, later ones with their day, and far ones as a date', () => {
  expect(words('03-04T14:05', '03-04T15:30')).toBe('14:05 to 15:30')
  expect(words('03-04T14:05', '03-05T09:30')).toBe('14:05 to Thu\u00A009:30')
  expect(words('04-04T14:05', '05-05T09:30')).toBe('4 Apr 2026 to 5 May 2026')
  expect(words('04-04T14:05', '04-04T19:30')).toBe('about 4 Apr 2026')
})

test('a range without an end says so', () => {
  expect(words('03-04T14:05', null)).toBe('14:05 or later, maybe never')
  expect(words(null, null)).toContain('may never finish')
})

test('a reached share is done, and one that never will be says why', () => {
  const range = { share: 0.99, earliest: NOW, latest: NOW + MINUTE_MS } as const
  const found: Forecast = { kind: 'range', at: [range], limitedBy: 'limit', tripChance: 0 }
  expect(formatForecastShare(found, 0.5, NOW)).toBe('done')
  expect(formatForecastShare(found, 0.99, NOW)).toBe('12:00 to 12:01')
  expect(formatForecastShare({ kind: 'never', reason: 'updates-off' }, 0.5, NOW)).toBe(
    'never: updates are off',
  )
})
