import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { describe, expect, test } from 'vitest'
import { formatAgo, formatDuration, formatTime } from '#src/lib/format-duration.ts'

describe('a duration', () => {
  test('is told in its two largest units', () => {
    expect(formatDuration(2 * DAY_MS + 3 * HOUR_MS + 59 * MINUTE_MS)).toBe('2 d 3 h')
    expect(formatDuration(HOUR_MS)).toBe('1 h')
    expect(formatDuration(90 * SECOND_MS)).toBe('1 min 30 s')
  })
  test('leaves seconds out where they say nothing', () => {
    expect(formatDuration(12 * MINUTE_MS + 7 * SECOND_MS)).toBe('12 min')
  })
  test('below a second is none', () => {
    expect(formatDuration(400)).toBe('0 s')
    expect(formatDuration(-5)).toBe('0 s')
  })
})

describe('an age', () => {
  const now = Date.UTC(2026, 7, 6)
  test('is told in one unit', () => {
    expect(formatAgo(now - 12 * SECOND_MS, now)).toBe('12 s ago')
    expect(formatAgo(now - 3 * MINUTE_MS - 50 * SECOND_MS, now)).toBe('3 min ago')
    expect(formatAgo(now - 26 * HOUR_MS, now)).toBe('1 d ago')
  })
  test('of a few seconds is just now, also by a clock that runs a little ahead', () => {
    expect(formatAgo(now - 2 * SECOND_MS, now)).toBe('just now')
    expect(formatAgo(now + 2 * SECOND_MS, now)).toBe('just now')
  })
  test('can lie ahead', () => {
    expect(formatAgo(now + 3 * MINUTE_MS, now)).toBe('in 3 min')
  })
})

test('a time says its zone', () => {
  expect(formatTime(Date.UTC(2026, 7, 6, 14, 30, 18))).toBe('6 Aug 2026, 14:30:18 UTC')
})
