import { expect, test } from 'vitest'
import type { FleetSummary, GroupStats } from '#contract/fleet-summary.ts'
import { answersFrom } from './use-fleet-stats.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const numbers = (n: number, over: Partial<GroupStats> = {}): GroupStats => ({
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
const summary: FleetSummary = {
  source: 'gathered',
  now_ts: '2026-03-04T12:00:20Z',
  gathering: false,
  groups: [numbers(1), numbers(2, { error: 'It broke off.' }), numbers(3, { read_ts: null })],
}
const refs = [1, 2, 3, 4].map((n) => ({ applicationId: id(0), groupId: id(n) }))
const read = { error: null, dataUpdatedAt: 1_000_000, isRetrying: false }

test('numbers have the age that the server says, whatever this browser’s clock shows', () => {
  const answers = answersFrom(summary, refs, read)
  expect(answers.map(({ readAt }) => readAt)).toEqual([980_000, 980_000, 0, 0])
})

test('a group that failed says why, and one that is not in the summary is still awaited', () => {
  const answers = answersFrom(summary, refs, read)
  expect(answers.map(({ error }) => error?.message)).toEqual([
    undefined,
    'It broke off.',
    undefined,
    undefined,
  ])
  expect(answers.map(({ numbers }) => numbers?.group_id)).toEqual([id(1), id(2), id(3), undefined])
})

test('while the server is silent the last numbers stay, and every group says why they are old', () => {
  const error = new Error('The server does not answer.')
  const answers = answersFrom(summary, refs, { ...read, error })
  expect(answers.map((answer) => answer.error)).toEqual([error, error, error, error])
  expect(answers[0]?.readAt).toBe(980_000)
})
