import { expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { MINUTE_MS } from '#contract/time-units.ts'
import { describeRepeatedFailure } from './describe-failing.ts'
import { repeatedFailure } from './repeated-failure.ts'
import { updateAttempts } from './update-attempts.ts'

const { updateGranted, error, complete } = INSTANCE_STATUS
const START = Date.UTC(2026, 7, 6)

/** Granted 2.0.0 again and again, a minute for each status. */
function failureOf(
  /** Error codes as sent, or “success”. */
  outcomes: readonly (string | null)[],
  {
    runs = '1.0.0',
    isWhole = true,
    lastCheck = START,
  }: { runs?: string | null; isWhole?: boolean; lastCheck?: number } = {},
) {
  const entries = outcomes
    .flatMap((outcome) => [
      { status: updateGranted, error_code: null },
      outcome === 'success' ? { status: complete, error_code: null } : { status: error, error_code: outcome },
    ])
    .map((entry, minute) => ({
      ...entry,
      version: '2.0.0',
      created_ts: new Date(START + minute * MINUTE_MS).toISOString(),
    }))
  return repeatedFailure(updateAttempts(entries.toReversed(), { isWhole, version: runs }), isWhole, lastCheck)
}

test('one rollback is enough, whether the updater reports it or reports success', () => {
  expect(failureOf(['44'])).toMatchObject({ version: '2.0.0', isRollback: true, times: 1 })
  expect(failureOf(['success'])).toMatchObject({ isRollback: true, errorCode: null, times: 1 })
})

test('a loop is the same failure three times, and says when it failed so last', () => {
  expect(failureOf(['9', '9'])).toBeNull()
  expect(failureOf(['9', '9', '37'])).toBeNull()
  expect(failureOf(['9', '37', '9', '9'])).toMatchObject({
    isRollback: false,
    errorCode: '9',
    times: 3,
    latest: START + 7 * MINUTE_MS,
  })
})

test('a completed update ends it', () => {
  expect(failureOf(['9', '9', '9', 'success'], { runs: '2.0.0' })).toBeNull()
})

test('a success after rollbacks that were reported as success ends them once the node has checked in', () => {
  const outcomes = ['success', 'success'] as const
  expect(failureOf(outcomes, { runs: '2.0.0' })).toMatchObject({ isRollback: true, times: 1 })
  expect(failureOf(outcomes, { runs: '2.0.0', lastCheck: START + 4 * MINUTE_MS })).toBeNull()
})

const words = (outcomes: string[], isWhole = true) => {
  const failure = failureOf(outcomes, { isWhole })
  return failure && describeRepeatedFailure(failure)
}

test('a heading says how a node fails, and how often', () => {
  expect(words(['44'])).toBe('Rolled back')
  expect(words(['44', '44'])).toBe('Rolled back 2 times')
  expect(words(['9', '9', '9'])).toBe('Failed 3 times in the same way')
  expect(words(['44', '44'], false)).toBe('Rolled back 2 times or more')
})
