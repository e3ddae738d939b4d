import { expect, test } from 'vitest'
import { forecastAssumptions, describeForecast, explainMissingForecast } from './describe-forecast.ts'
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

const facts = {
  policy: group(1),
  target: '2.0.0',
  nodes: 100,
  done: 60,
  inProgress: 0,
  timedOut: 0,
  endedAtTarget: 1,
  failed: 0,
  silent: 3,
  grantedInLastPeriod: 0,
  completionsPerHour: [10, 20],
  medianUpdateSeconds: 600,
  askIntervalSeconds: 2700,
}

test('tells of each share between which times it will be done', () => {
  expect(describeForecast(range(), NOW)).toEqual([
    { share: 0.5, words: 'done' },
    { share: 0.9, words: 'between 14:00 and 16:30 (in 4 h 30 min at the latest)' },
    { share: 0.99, words: 'between 22:00 and Thu 09:00 (in 21 h at the latest)' },
  ])
})

test('tells what may never be', () => {
  const ranges = [
    { share: 0.9 as const, earliest: at('04T14:00'), latest: null },
    { share: 0.99 as const, earliest: null, latest: null },
  ]
  expect(describeForecast(range({ at: ranges }), NOW).map(({ words }) => words)).toEqual([
    'done',
    'not before 14:00, perhaps never',
    'perhaps never: too many updates fail or hang',
  ])
})

test('says what it rests on', () => {
  expect(forecastAssumptions(range({ tripChance: 0.25 }), facts)).toEqual([
    'Nine of ten rollouts end within these ranges when played forward from here: 30 completed in the last 2 hours, an update takes 10 min (median).',
    'The policy stays as it is: at most 20 nodes per 15 minutes and 20 at once; an update may take 60 minutes.',
    'Most of the time goes by with waiting for the policy’s limit.',
    'In 25% of them safe mode stops the rollout on the way.',
    '3 silent nodes are no part of it: nobody knows when they ask again.',
  ])
})

test('says why there is none', () => {
  expect(explainMissingForecast({ kind: 'never', reason: 'updates-off' })).toBe(
    'As things are it won’t go on: updates are off.',
  )
  expect(explainMissingForecast({ kind: 'done' })).toContain('Every node')
})
