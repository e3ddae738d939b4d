import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import {
  atMoment,
  formatAgo,
  formatDate,
  formatDayAndClock,
  formatDuration,
  formatMoment,
  formatMomentAndZone,
  formatRoughDuration,
  formatRoughMoment,
  tickFormat,
  formatTime,
  timeInZone,
} from './format-time.ts'

describe('a duration', () => {
  test('is written in its two largest units, between which no line ends', () => {
    expect(formatDuration(2 * DAY_MS + 3 * HOUR_MS + 59 * MINUTE_MS)).toBe('2\u00A0d\u00A03\u00A0h')
    expect(formatDuration(HOUR_MS)).toBe('1\u00A0h')
    expect(formatDuration(90 * SECOND_MS)).toBe('1\u00A0min\u00A030\u00A0s')
  })
  test('has no seconds from ten minutes on', () => {
    expect(formatDuration(12 * MINUTE_MS + 7 * SECOND_MS)).toBe('12\u00A0min')
  })
  test('below a second is 0 s', () => {
    expect(formatDuration(400)).toBe('0\u00A0s')
    expect(formatDuration(-5)).toBe('0\u00A0s')
  })
})

describe('an age', () => {
  const now = Date.UTC(2026, 7, 6)
  test('is written in one unit', () => {
    expect(formatAgo(now - 12 * SECOND_MS, now)).toBe('12\u00A0s ago')
    expect(formatAgo(now - 3 * MINUTE_MS - 50 * SECOND_MS, now)).toBe('3\u00A0min ago')
    expect(formatAgo(now - 26 * HOUR_MS, now)).toBe('1\u00A0d ago')
    expect(formatAgo(now - 364 * DAY_MS, now)).toBe('364\u00A0d ago')
  })
  test('of a year or more is written in years', () => {
    expect(formatAgo(now - 400 * DAY_MS, now)).toBe('1\u00A0year ago')
    expect(formatAgo(now - 2600 * DAY_MS, now)).toBe('7\u00A0years ago')
  })
  test('of a few seconds is just now, even by a clock that runs a little ahead', () => {
    expect(formatAgo(now - 2 * SECOND_MS, now)).toBe('just now')
    expect(formatAgo(now + 2 * SECOND_MS, now)).toBe('just now')
  })
  test('can lie ahead', () => {
    expect(formatAgo(now + 3 * MINUTE_MS, now)).toBe('in 3\u00A0min')
  })
})

test.each([
  [MINUTE_MS, '5\u00A0min'],
  [24 * MINUTE_MS, '25\u00A0min'],
  [57 * MINUTE_MS, '55\u00A0min'],
  [59 * MINUTE_MS, '1\u00A0h'],
  [2.6 * HOUR_MS, '3\u00A0h'],
  [35 * HOUR_MS, '35\u00A0h'],
  [2.4 * DAY_MS, '2\u00A0d'],
])('an estimated duration of %i ms is “%s”', (duration, words) => {
  expect(formatRoughDuration(duration)).toBe(words)
})

describe('a time', () => {
  const time = Date.UTC(2026, 7, 6, 14, 30, 18)
  test('is written in full with its zone', () => {
    expect(formatTime(time)).toBe('6 Aug 2026, 14:30:18 UTC')
  })
  test('is written as a date, with its weekday, or in another zone', () => {
    expect(formatDate(time)).toBe('6 Aug 2026')
    expect(formatDayAndClock(time)).toMatch(/^Thu,? 6 Aug, 14:30$/)
    expect(timeInZone('Asia/Tokyo', time)).toBe('Thursday 23:30')
  })
  test('labels an axis of a day by the clock and a longer one by the day', () => {
    expect(tickFormat(DAY_MS)(time)).toBe('14:30')
    expect(tickFormat(7 * DAY_MS)(time)).toBe('6 Aug')
    expect(tickFormat(380 * DAY_MS)(time)).toBe('Aug 2026')
  })
})

// A Wednesday.
const now = Date.parse('2026-03-04T12:00:00Z')

test.each([
  ['2026-03-04T14:30:00Z', 'at 14:30'],
  ['2026-03-04T00:10:00Z', 'at 00:10'],
  ['2026-03-05T09:00:00Z', 'on Thu at 09:00'],
  ['2026-03-09T08:00:00Z', 'on Mon at 08:00'],
  ['2026-03-11T12:00:00Z', 'on Wed 11 Mar at 12:00'],
  ['2026-02-01T12:00:00Z', 'on Sun 1 Feb at 12:00'],
])('%s is “%s” from a Wednesday’s point of view, with its zone', (time, words) => {
  const moment = words.replace(/^(?:at|on) /, '').replace(' at ', '\u00A0')
  expect(atMoment(Date.parse(time), now)).toBe(`${words} UTC`)
  expect(formatMoment(Date.parse(time), now)).toBe(moment)
  expect(formatMomentAndZone(Date.parse(time), now)).toBe(`${moment} UTC`)
})

test.each([
  ['2026-03-04T14:21:00Z', '14:30'],
  ['2026-03-04T23:58:00Z', 'Thu\u00A000:00'],
  ['2026-03-05T09:00:00Z', 'Thu\u00A009:00'],
  ['2026-03-12T12:00:00Z', '12 Mar 2026'],
])('%s as an estimate is “%s”', (time, words) => {
  expect(formatRoughMoment(Date.parse(time), now)).toBe(words)
})
