import { expect, test } from 'vitest'
import { hasFailedFirst } from './has-failed-first.ts'

const failed = { started_ts: '2026-03-04T12:00:00Z', last_completion_ts: null, nodes_failed: 1 }

test('a rollout whose updates failed before any completed has failed first', () => {
  expect(hasFailedFirst(failed)).toBe(true)
  expect(hasFailedFirst({ ...failed, last_completion_ts: '2026-03-04T12:59:59+01:00' })).toBe(true)
})

test('a rollout without failures, or with a completed update, has not', () => {
  expect(hasFailedFirst({ ...failed, nodes_failed: 0 })).toBe(false)
  expect(hasFailedFirst({ ...failed, started_ts: null })).toBe(false)
  expect(hasFailedFirst({ ...failed, last_completion_ts: '2026-03-04T12:00:01Z' })).toBe(false)
})
