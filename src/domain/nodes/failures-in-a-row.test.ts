import { expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { describeFailuresInARow, failuresInARow } from './failures-in-a-row.ts'

const entry = (status: number, error_code: string | null = null) => ({
  status,
  error_code,
  version: '2.0.0',
  created_ts: '2026-03-04T12:00:00Z',
})
const failed = (code: string | null = '44') => entry(INSTANCE_STATUS.error, code)
const granted = entry(INSTANCE_STATUS.updateGranted)
const complete = entry(INSTANCE_STATUS.complete)

/** Granted again in the request that reported the failure, five times. */
const loop = Array.from({ length: 5 }, () => [granted, failed()]).flat()

test('a node that failed five times in a row has, although it is granted again', () => {
  const found = failuresInARow([...loop, complete, granted, failed()], true)
  expect(found).toEqual({ times: 5, isAtLeast: false, errorCode: '44' })
  expect(found && describeFailuresInARow(found)).toMatch(
    /^The last 5 updates of this node failed, each with code 44: \S/,
  )
})

test('where older entries are not loaded, there may be more', () => {
  const found = failuresInARow(loop, false)
  expect(found).toMatchObject({ times: 5, isAtLeast: true })
  expect(found && describeFailuresInARow(found)).toMatch(/^The last 5 updates or more of this node failed/)
})

test('failures with different codes name none', () => {
  const found = failuresInARow([failed('44'), granted, failed('9')], true)
  expect(found && describeFailuresInARow(found)).toBe('The last 2 updates of this node failed.')
})

test('one failure is none in a row, and a completed update ends them', () => {
  expect(failuresInARow([granted, failed(), granted], true)).toBeNull()
  expect(failuresInARow([complete, failed(), failed()], true)).toBeNull()
})
