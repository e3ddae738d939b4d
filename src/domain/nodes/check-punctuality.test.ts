import { expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { checkRhythm, describeRhythm, punctuality } from './check-punctuality.ts'

const minutes = (...gaps: number[]) => gaps.map((gap) => gap * 60)

test('a node’s rhythm is the median of its gaps, so that one outage or reboot does not change it', () => {
  expect(checkRhythm(minutes(50, 46, 700, 44, 5))).toEqual({ everyMs: 46 * MINUTE_MS, overGaps: 5 })
  expect(checkRhythm(minutes(40, 60, 44, 50)).everyMs).toBe(47 * MINUTE_MS)
})

test('a node with fewer than three known gaps is expected as often as Flatcar checks by default', () => {
  for (const gaps of [[], minutes(7, 9)])
    expect(checkRhythm(gaps)).toEqual({ everyMs: 45 * MINUTE_MS, overGaps: null })
})

test('a node is late once it has missed a check-in by its own rhythm, and silent after a day', () => {
  const fast = checkRhythm(minutes(10, 10, 10))
  expect(punctuality(fast, 24 * MINUTE_MS)).toBe('on-time')
  expect(punctuality(fast, 26 * MINUTE_MS)).toBe('late')
  const slow = checkRhythm(minutes(240, 240, 240))
  expect(punctuality(slow, 7 * HOUR_MS)).toBe('on-time')
  expect(punctuality(slow, 9 * HOUR_MS)).toBe('late')
  for (const rhythm of [fast, slow]) expect(punctuality(rhythm, 24 * HOUR_MS)).toBe('silent')
})

test('a rare rhythm does not put off the day after which every node is silent', () => {
  expect(punctuality(checkRhythm(minutes(1380, 1400, 1420)), 24 * HOUR_MS)).toBe('silent')
})

test('a rhythm says whether it is the node’s own or assumed', () => {
  expect(describeRhythm(checkRhythm(minutes(47, 47, 48)))).toBe(
    'usually every 47\u00A0min, by its last 4 check-ins',
  )
  expect(describeRhythm(checkRhythm([]))).toBe('expected every 45\u00A0min, Flatcar’s default')
})
