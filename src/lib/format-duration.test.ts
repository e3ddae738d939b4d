import { describe, expect, test } from 'vitest'
import { formatAgo, formatDuration, formatTime } from '#src/lib/format-duration.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe('a duration', () => {
  test('is told in its two largest units', () => {
    expect(formatDuration(2 * DAY + 3 * HOUR + 59 * MINUTE)).toBe('2 d 3 h')
    expect(formatDuration(HOUR)).toBe('1 h')
    expect(formatDuration(90 * SECOND)).toBe('1 min 30 s')
  })
  test('leaves seconds out where they say nothing', () => {
    expect(formatDuration(12 * MINUTE + 7 * SECOND)).toBe('12 min')
  })
  test('below a second is none', () => {
    expect(formatDuration(400)).toBe('0 s')
    expect(formatDuration(-5)).toBe('0 s')
  })
})

describe('an age', () => {
  const now = Date.UTC(2026, 7, 6)
  test('is told in one unit', () => {
    expect(formatAgo(now - 12 * SECOND, now)).toBe('12 s ago')
    expect(formatAgo(now - 3 * MINUTE - 50 * SECOND, now)).toBe('3 min ago')
    expect(formatAgo(now - 26 * HOUR, now)).toBe('1 d ago')
  })
  test('of a few seconds is just now, also by a clock that runs a little ahead', () => {
    expect(formatAgo(now - 2 * SECOND, now)).toBe('just now')
    expect(formatAgo(now + 2 * SECOND, now)).toBe('just now')
  })
  test('can lie ahead', () => {
    expect(formatAgo(now + 3 * MINUTE, now)).toBe('in 3 min')
  })
})

test('a time says its zone', () => {
  expect(formatTime(Date.UTC(2026, 7, 6, 14, 30, 18))).toBe('6 Aug 2026, 14:30:18 UTC')
})
