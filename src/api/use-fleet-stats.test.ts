import { expect, test } from 'vitest'
import type { GroupStats } from '#contract/fleet-summary.ts'
import type { AgedFleetSummary } from './fleet-summary.ts'
import { resultsFromSummary } from './use-fleet-stats.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const groupStats = (n: number, over: Partial<GroupStats> = {}): GroupStats => ({
  application_id: id(0),
  group_id: id(n),
  instances_stats: null,
  version_breakdown: [],
  paused_ts: null,
  last_completion_ts: null,
  rollout_started_ts: null,
  read_ts: '2026-03-04T12:00:00Z',
  error: null,
  ...over,
})
const summary: AgedFleetSummary = {
  source: 'gathered',
  now_ts: '2026-03-04T12:00:20Z',
  gathering: false,
  ageMs: 0,
  groups: [groupStats(1), groupStats(2, { error: 'Connection lost.' }), groupStats(3, { read_ts: null })],
}
const refs = [1, 2, 3, 4].map((n) => ({ applicationId: id(0), groupId: id(n) }))
const read = { error: null, dataUpdatedAt: 1_000_000, isRetrying: false }

test('the age of stats comes from the server, whatever the browser’s clock shows', () => {
  const results = resultsFromSummary(summary, refs, read)
  expect(results.map(({ readAt }) => readAt)).toEqual([980_000, 980_000, 0, 0])
})

test('stats that a later response only confirmed are as old as that says', () => {
  const results = resultsFromSummary({ ...summary, ageMs: 29_000 }, refs, read)
  expect(results.map(({ readAt }) => readAt)).toEqual([971_000, 971_000, 0, 0])
})

test('a group that failed to load has an error, and a group that is not in the summary is pending', () => {
  const results = resultsFromSummary(summary, refs, read)
  expect(results.map(({ error }) => error?.message)).toEqual([
    undefined,
    'Connection lost.',
    undefined,
    undefined,
  ])
  expect(results.map(({ stats }) => stats?.group_id)).toEqual([id(1), id(2), id(3), undefined])
})

test('while the server is unreachable the last stats stay, and every group has the error', () => {
  const error = new Error('The server does not answer.')
  const results = resultsFromSummary(summary, refs, { ...read, error })
  expect(results.map(({ error }) => error)).toEqual([error, error, error, error])
  expect(results[0]?.readAt).toBe(980_000)
})
