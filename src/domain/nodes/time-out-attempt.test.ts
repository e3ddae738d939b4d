import { expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { MINUTE_MS } from '#contract/time-units.ts'
import { timeOutAttempt } from './time-out-attempt.ts'
import { updateAttempts } from './update-attempts.ts'

const { updateGranted, downloaded, complete, onHold } = INSTANCE_STATUS
const START = Date.parse('2026-03-04T12:00:00Z')
const TIMEOUT = 30 * MINUTE_MS

/** One entry every ten minutes, oldest first. */
const attemptsOf = (...statuses: number[]) =>
  updateAttempts(
    statuses
      .map((status, index) => ({
        status,
        version: '2.0.0',
        error_code: null,
        created_ts: new Date(START + index * 10 * MINUTE_MS).toISOString(),
      }))
      .toReversed(),
    { isWhole: true, version: '1.0.0' },
  )

test('an update that goes on is timed out once its grant is older than the group’s timeout', () => {
  const attempts = attemptsOf(onHold, updateGranted, downloaded)
  const granted = START + 10 * MINUTE_MS
  expect(timeOutAttempt(attempts, TIMEOUT, granted + TIMEOUT - 1)).toBe(attempts)
  const [attempt] = timeOutAttempt(attempts, TIMEOUT, granted + TIMEOUT)
  expect(attempt).toMatchObject({ ending: 'timed-out', until: null, overdueAt: granted + TIMEOUT })
})

test('one that has ended, one that waits, and one of a group whose timeout is not known are left as they are', () => {
  const late = START + 300 * MINUTE_MS
  const ended = attemptsOf(updateGranted, downloaded, complete)
  expect(timeOutAttempt(ended, TIMEOUT, late)).toBe(ended)
  const waits = attemptsOf(onHold)
  expect(timeOutAttempt(waits, TIMEOUT, late)).toBe(waits)
  const goesOn = attemptsOf(updateGranted)
  expect(timeOutAttempt(goesOn, null, late)).toBe(goesOn)
})
