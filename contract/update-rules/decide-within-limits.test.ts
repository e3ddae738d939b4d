import { describe, expect, test } from 'vitest'
import { decideWithinLimits, type UpdateCounts } from './decide-within-limits.ts'

const LIMIT = 3
const idle: UpdateCounts = { ended_at_target: 1, granted_in_last_period: 0, in_progress: 0, timed_out: 0 }
const decide = (counts: Partial<UpdateCounts>, { safeMode = false, limit = LIMIT } = {}) =>
  decideWithinLimits(
    {
      policy_updates_enabled: true,
      policy_safe_mode: safeMode,
      policy_office_hours: false,
      policy_timezone: 'UTC',
      policy_max_updates_per_period: limit,
    },
    { ...idle, ...counts },
  )
const granted = { kind: 'grant' }
const held = (reason: string, limit = LIMIT) => ({ kind: 'hold', reason, limit })

test('a node is granted while every count is below the limit', () => {
  const below = LIMIT - 1
  expect(decide({ granted_in_last_period: below, in_progress: below })).toEqual(granted)
})

test('a node is on hold when the group has granted all updates of the period', () => {
  expect(decide({ granted_in_last_period: LIMIT })).toEqual(held('max-updates-per-period'))
  expect(decide({ granted_in_last_period: LIMIT + 1 })).toEqual(held('max-updates-per-period'))
})

test('a node is on hold when as many updates are in progress as the limit allows', () => {
  expect(decide({ in_progress: LIMIT })).toEqual(held('max-concurrent-updates'))
})

test('the period is the reason before the updates in progress', () => {
  expect(decide({ granted_in_last_period: LIMIT, in_progress: LIMIT })).toEqual(
    held('max-updates-per-period'),
  )
})

test('timed-out updates do not count without safe mode', () => {
  expect(decide({ timed_out: 100 })).toEqual(granted)
})

describe('in safe mode', () => {
  const safeMode = true

  test('one node updates first until an update to the target has ended', () => {
    expect(decide({ ended_at_target: 0 }, { safeMode })).toEqual(granted)
    expect(decide({ ended_at_target: 0, granted_in_last_period: 1 }, { safeMode })).toEqual(
      held('max-updates-per-period', 1),
    )
    expect(decide({ ended_at_target: 0, in_progress: 1 }, { safeMode })).toEqual(
      held('max-concurrent-updates', 1),
    )
    expect(decide({ ended_at_target: 1, granted_in_last_period: 1 }, { safeMode })).toEqual(granted)
  })

  test('the brake trips when as many updates have timed out as the limit', () => {
    expect(decide({ timed_out: LIMIT - 1 }, { safeMode })).toEqual(granted)
    expect(decide({ timed_out: LIMIT }, { safeMode })).toEqual(held('max-timed-out-updates'))
    expect(decide({ ended_at_target: 0, timed_out: 1 }, { safeMode })).toEqual(
      held('max-timed-out-updates', 1),
    )
  })

  test('a full period keeps the brake from tripping', () => {
    const counts = { granted_in_last_period: LIMIT, timed_out: LIMIT }
    expect(decide(counts, { safeMode })).toEqual(held('max-updates-per-period'))
  })

  test('an unlimited number is still a limit', () => {
    expect(decide({ in_progress: 899_999 }, { safeMode, limit: 900_000 })).toEqual(granted)
    expect(decide({ in_progress: 900_000 }, { safeMode, limit: 900_000 })).toEqual(
      held('max-concurrent-updates', 900_000),
    )
  })
})
