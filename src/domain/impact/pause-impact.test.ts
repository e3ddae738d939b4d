import { describe, expect, test } from 'vitest'
import type { UpdateCounts } from '#contract/update-rules/decide-within-limits.ts'
import { estimateCounts, pauseImpact, resumeImpact, describeTimedOut, tripsAgain } from './pause-impact.ts'
import { breakdown, group, stats } from '#src/domain/testing/group-fixture.ts'

// A Wednesday.
const NOW = Date.parse('2026-03-04T12:00:00Z')
const lastDay = stats({ update_granted: 1, downloading: 2, installed: 1, onhold: 30, complete: 66 })
const nodes = { lastDay, breakdown: breakdown({ '2.0.0': 60, '1.0.0': 40 }) }
const counts: UpdateCounts = {
  granted_in_last_period: 2,
  in_progress: 4,
  timed_out: 0,
  ended_at_target: 1,
}
const resumed = (fields: Parameters<typeof group>[1], over: Partial<UpdateCounts> = {}, now: number = NOW) =>
  resumeImpact(group(1, fields), nodes, { ...counts, ...over }, now)

test('a pause keeps nodes waiting that are below the target without an update in progress', () => {
  expect(pauseImpact(group(1), nodes)).toEqual({ waiting: 36, inProgress: 4 })
  expect(pauseImpact(group(1, { target: null }), nodes)).toEqual({ waiting: 0, inProgress: 4 })
})

describe('a resume lets nodes start:', () => {
  test('as many as the limit allows, in progress and in this period', () => {
    expect(resumed({ policy_max_updates_per_period: 10 })).toMatchObject({
      mayStart: 6,
      held: 'max-concurrent-updates',
    })
    expect(
      resumed({ policy_max_updates_per_period: 10 }, { granted_in_last_period: 9, in_progress: 1 }),
    ).toMatchObject({ mayStart: 1, held: 'max-updates-per-period' })
    expect(resumed({ policy_max_updates_per_period: 500 })).toMatchObject({ mayStart: 36, held: null })
  })
  test('all of them without a limit', () => {
    expect(resumed({ policy_max_updates_per_period: 999_999 })).toMatchObject({ mayStart: 36, held: null })
  })
  test('one first under safe mode, until an update to the target has ended', () => {
    const safe = { policy_safe_mode: true }
    const first = resumed(safe, { granted_in_last_period: 0, in_progress: 0, ended_at_target: 0 })
    expect(first).toMatchObject({ mayStart: 1, firstNodeOnly: true })
    expect(resumed(safe)).toMatchObject({ mayStart: 16, firstNodeOnly: false })
  })
  test('none outside office hours', () => {
    const clerk = { policy_office_hours: true, policy_timezone: 'UTC' }
    expect(resumed(clerk).mayStart).toBe(16)
    expect(resumed(clerk, {}, Date.parse('2026-03-04T17:00:00Z'))).toMatchObject({
      mayStart: 0,
      held: 'updates-disabled',
    })
  })
  test('none while safe mode trips again', () => {
    const safe = { policy_safe_mode: true, policy_max_updates_per_period: 5 }
    expect(resumed(safe, { timed_out: 5 })).toMatchObject({ mayStart: 0, held: 'max-timed-out-updates' })
  })
  test('an estimate from statuses where the server does not report its counts', () => {
    const estimate = resumeImpact(group(1), nodes, estimateCounts(lastDay), NOW)
    expect(estimate).toMatchObject({ mayStart: 16, held: 'max-concurrent-updates' })
  })
})

const trips = (over: Partial<UpdateCounts>, fields: Parameters<typeof group>[1] = {}) =>
  tripsAgain(group(1, { policy_safe_mode: true, policy_max_updates_per_period: 3, ...fields }), {
    ...counts,
    ...over,
  })

test('safe mode trips again while as many updates are timed out as its limit allows', () => {
  expect(trips({ timed_out: 3 })).toBe(true)
  expect(trips({ timed_out: 2 })).toBe(false)
  expect(trips({ timed_out: 3 }, { policy_max_updates_per_period: 4 })).toBe(false)
  expect(trips({ timed_out: 3 }, { policy_safe_mode: false })).toBe(false)
  expect(trips({ timed_out: 1, ended_at_target: 0 })).toBe(true)
})

test('the impact has the timed-out updates and the limit of safe mode', () => {
  const five = group(1, { policy_max_updates_per_period: 5 })
  expect(describeTimedOut(five, { ...counts, timed_out: 6 })).toBe(
    '6 nodes are still timed out, and the limit is 5',
  )
  expect(describeTimedOut(five, { ...counts, timed_out: 1, ended_at_target: 0 })).toBe(
    '1 node is still timed out, and the limit is 1',
  )
})
