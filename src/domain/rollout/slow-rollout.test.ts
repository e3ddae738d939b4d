import { describe, expect, test } from 'vitest'
import { HOUR_MS } from '#contract/time-units.ts'
import type { RolloutCurve } from './compare-rollouts.ts'
import { describeSlowRollout, isComparable, slowRollout } from './slow-rollout.ts'

/** A rollout in which the share of nodes that are done was so much after each hour. */
const rollout = (version: string, ...shares: number[]): RolloutCurve => ({
  version,
  startedAt: 0,
  points: [0, ...shares].map((share, hour) => ({ elapsed: hour * HOUR_MS, share })),
})

const EARLIER = [rollout('4', 0.2, 0.5, 1), rollout('3', 0.3, 0.4), rollout('2', 0.4, 0.6, 0.99)]

describe('a rollout that is slower than its group’s last three', () => {
  test('has what each of them had at the same age', () => {
    const slow = slowRollout([rollout('5', 0.1, 0.25), ...EARLIER, rollout('1', 0, 0)], '5')
    expect(slow).toEqual({
      version: '5',
      share: 0.25,
      elapsed: 2 * HOUR_MS,
      earlier: [
        { version: '4', share: 0.5 },
        { version: '3', share: 0.4 },
        { version: '2', share: 0.6 },
      ],
    })
    expect(slow && describeSlowRollout(slow)).toBe(
      'The rollout of 5 is slower than each of the group’s last three: 25% of the nodes are done after 2\u00A0h. After that time, 4 had 50%, 3 had 40%, and 2 had 60%.',
    )
  })

  test('says that an earlier one was done by then', () => {
    const done = rollout('4', 0.995)
    const slow = slowRollout([rollout('5', 0.1, 0.25), done, ...EARLIER.slice(1)], '5')
    expect(slow && describeSlowRollout(slow)).toContain('4 had 99% or more, 3 had 40%')
  })

  test('is behind every one of them, by more than a trifle', () => {
    expect(slowRollout([rollout('5', 0.1, 0.45), ...EARLIER], '5')).toBeNull()
    expect(slowRollout([rollout('5', 0.1, 0.36), ...EARLIER], '5')).toBeNull()
  })

  test('has three before it', () => {
    expect(slowRollout([rollout('5', 0.1, 0.25), ...EARLIER.slice(1)], '5')).toBeNull()
    expect(slowRollout([], '5')).toBeNull()
  })

  test('runs now: an earlier target says nothing of a rollout that has not begun', () => {
    const curves = [rollout('5', 0.1, 0.25), ...EARLIER]
    expect(slowRollout(curves, '6')).toBeNull()
    expect(slowRollout(curves, null)).toBeNull()
    expect(slowRollout([rollout('5'), ...EARLIER], '5')).toBeNull()
  })
})

test('a rollout is compared with earlier ones six hours after its start', () => {
  const now = Date.parse('2026-03-04T12:00:00Z')
  const starts = [null, '2026-03-04T06:00:01Z', '2026-03-04T06:00:00Z']
  expect(starts.map((started) => isComparable(started, now))).toEqual([false, false, true])
})
