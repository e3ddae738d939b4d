import { HOUR_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import { formatSpacing } from './timeline-spacing.ts'

/** A number of points, evenly spaced over some hours. */
const answer = (points: number, hours: number) =>
  Object.fromEntries(
    Array.from({ length: points }, (_, point) => [
      new Date(Date.UTC(2026, 7, 6) + (point * hours * HOUR_MS) / (points - 1)).toISOString(),
      {},
    ]),
  )

test('the spacing comes from the points themselves, whatever number was requested', () => {
  expect(formatSpacing(answer(5, 1))).toBe('15 minutes')
  expect(formatSpacing(answer(25, 24))).toBe('hour')
  expect(formatSpacing(answer(8, 7 * 24))).toBe('day')
  expect(formatSpacing(answer(11, 30 * 24))).toBe('3 days')
  expect(formatSpacing(answer(121, 7 * 24))).toBe('1\u00A0h\u00A024\u00A0min')
  expect(formatSpacing(answer(121, 30 * 24))).toBe('6 hours')
})

test('a single point has no spacing', () => {
  expect(formatSpacing({ '2026-08-06T10:00:00Z': {} })).toBeNull()
  expect(formatSpacing({})).toBeNull()
})
