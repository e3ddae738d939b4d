import { expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { describeFailuresInARow, failuresInARow, isLoop } from './failures-in-a-row.ts'
import { updateAttempts } from './update-attempts.ts'

const entry = (status: number, error_code: string | null = null) => ({
  status,
  error_code,
  version: '2.0.0',
  created_ts: '2026-03-04T12:00:00Z',
})
const failed = (code: string | null = '9') => entry(INSTANCE_STATUS.error, code)
const granted = entry(INSTANCE_STATUS.updateGranted)
const complete = { ...entry(INSTANCE_STATUS.complete), version: '1.9.0' }

const NOON = Date.parse('2026-03-04T12:00:00Z')

const find = (entries: Parameters<typeof updateAttempts>[0], isWhole = true, lastCheck = NOON) =>
  failuresInARow(updateAttempts(entries, { isWhole, version: null }), isWhole, lastCheck)
const describe = (...args: Parameters<typeof find>) => {
  const found = find(...args)
  return found && describeFailuresInARow(found)
}

/** Granted again in the request that reported the failure, five times. */
const loop = (code: string) => Array.from({ length: 5 }, () => [granted, failed(code)]).flat()

test('a node that failed five times in a row is in a loop, although it is granted again', () => {
  const found = find([...loop('9'), complete, granted, failed()])
  expect(found).toEqual({
    times: 5,
    isAtLeast: false,
    ending: 'failed',
    errorCode: '9',
    isUnconfirmed: false,
  })
  expect(found && isLoop(found)).toBe(true)
  expect(describe(loop('9'))).toMatch(/^The last 5 updates of this node failed, each with code 9: \S/)
})

test('a node that boots back into its old version says so', () => {
  expect(describe(loop('44'))).toMatch(/^The last 5 updates of this node were rolled back: \S/)
})

test('where older entries are not loaded, there may be more', () => {
  expect(find(loop('9'), false)).toMatchObject({ times: 5, isAtLeast: true })
  expect(describe(loop('9'), false)).toMatch(/^The last 5 updates or more of this node failed/)
})

test('failures with different codes name none', () => {
  expect(describe([failed('37'), granted, failed('9')])).toBe('The last 2 updates of this node failed.')
})

test('one failure is not a row of failures, and a completed update ends a row', () => {
  expect(find([granted, failed(), granted])).toBeNull()
  expect(find([complete, failed(), failed()])).toBeNull()
})

test('a success is not believed after rollbacks that reported it too, until the node has checked in again', () => {
  const success = entry(INSTANCE_STATUS.complete)
  const entries = [success, granted, success, granted, success, granted]
  expect(describe(entries)).toMatch(
    /^The 2 updates of this node before the latest were rolled back: .* The latest reported success as they did/,
  )
  expect(find(entries, true, NOON + 1)).toBeNull()
})
