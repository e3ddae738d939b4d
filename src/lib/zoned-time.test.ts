import { afterEach, expect, test } from 'vitest'
import { formatClock, formatTime } from './format-time.ts'
import { readersDate, setShownTimeZone, shownTimeZone } from './shown-time-zone.ts'
import { endOfDate, startOfDate, startOfDay, timeOfDay, zonedTimestamp } from './zoned-time.ts'

afterEach(() => setShownTimeZone(null))

const summer = Date.parse('2026-08-06T22:30:18Z')

test('times are written in the shown zone, with its name', () => {
  setShownTimeZone('Asia/Kolkata')
  expect(shownTimeZone()).toBe('Asia/Kolkata')
  expect(formatClock(summer)).toBe('04:00')
  expect(formatTime(summer)).toBe('7 Aug 2026, 04:00:18 GMT+5:30')
  setShownTimeZone(null)
  expect(formatClock(summer)).toBe('22:30')
})

test('a day begins at midnight of the shown zone', () => {
  setShownTimeZone('Asia/Kolkata')
  expect(startOfDay(summer)).toBe(Date.parse('2026-08-06T18:30:00Z'))
  setShownTimeZone('America/New_York')
  expect(startOfDay(summer)).toBe(Date.parse('2026-08-06T04:00:00Z'))
})

test('a date begins and ends at midnight of the shown zone', () => {
  setShownTimeZone('Europe/Berlin')
  expect(startOfDate('2026-03-29')).toBe(Date.parse('2026-03-28T23:00:00Z'))
  expect(endOfDate('2026-03-29')).toBe(Date.parse('2026-03-29T21:59:59.999Z'))
})

test('the reader’s date does not depend on the shown zone', () => {
  setShownTimeZone('Asia/Kolkata')
  expect(readersDate(summer)).toBe('2026-08-06')
})

test('days follow the calendar where a clock is put forward or back', () => {
  setShownTimeZone('Europe/Berlin')
  const noon = Date.parse('2026-03-28T11:00:00Z')
  expect([0, 1, 2].map((days) => new Date(timeOfDay(noon, days)).toISOString())).toEqual([
    '2026-03-27T23:00:00.000Z',
    '2026-03-28T23:00:00.000Z',
    '2026-03-29T22:00:00.000Z',
  ])
  expect(timeOfDay(noon, 1, 180)).toBe(Date.parse('2026-03-29T01:00:00Z'))
  expect(startOfDay(Date.parse('2026-10-25T12:00:00Z'))).toBe(Date.parse('2026-10-24T22:00:00Z'))
})

test('a timestamp has the offset of the shown zone', () => {
  expect(zonedTimestamp(summer)).toBe('2026-08-06T22:30:18.000Z')
  setShownTimeZone('Asia/Kolkata')
  expect(zonedTimestamp(summer)).toBe('2026-08-07T04:00:18.000+05:30')
  setShownTimeZone('America/New_York')
  expect(zonedTimestamp(summer)).toBe('2026-08-06T18:30:18.000-04:00')
  expect(Date.parse(zonedTimestamp(summer))).toBe(summer)
})
