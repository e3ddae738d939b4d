import { MINUTE_MS } from './time-units.ts'
import { expect, test } from 'vitest'
import { nextOfficeHours, officeHoursFrom, officeHoursOpenFor } from './office-hours.ts'

const minutes = (timezone: string | null, time: string) => {
  const open = officeHoursOpenFor(timezone, new Date(time))
  return open === null ? null : open / MINUTE_MS
}

test('office hours have been open since nine o’clock in their zone', () => {
  expect(minutes('Europe/Berlin', '2026-03-04T08:00:00Z')).toBe(0)
  expect(minutes('Europe/Berlin', '2026-03-04T10:30:59Z')).toBe(150)
  expect(minutes('Asia/Kolkata', '2026-03-04T04:00:00Z')).toBe(30)
})

test('outside office hours there is no open time', () => {
  expect(minutes('Europe/Berlin', '2026-03-04T07:59:59Z')).toBeNull()
  expect(minutes('Europe/Berlin', '2026-03-04T16:00:00Z')).toBeNull()
  expect(minutes('Europe/Berlin', '2026-03-07T10:00:00Z')).toBeNull()
  expect(minutes(null, '2026-03-04T10:00:00Z')).toBeNull()
  expect(minutes('Mars/Olympus', '2026-03-04T10:00:00Z')).toBeNull()
})

/** In UTC, from the month on. */
function firstHours(timezone: string, from: string, count: number): string[] {
  const found: string[] = []
  for (const hours of officeHoursFrom(timezone, Date.parse(from))) {
    found.push(hours.map((time) => new Date(time).toISOString().slice(5, 16)).join(' '))
    if (found.length === count) break
  }
  return found
}

test('office hours follow one another without weekends, starting with those that are open', () => {
  expect(firstHours('Europe/Berlin', '2026-03-05T10:11:12Z', 3)).toEqual([
    '03-05T08:00 03-05T16:00',
    '03-06T08:00 03-06T16:00',
    '03-09T08:00 03-09T16:00',
  ])
})

test('office hours follow the zone’s clock when summer time begins and ends', () => {
  expect(firstHours('Europe/Berlin', '2026-03-27T18:00:00Z', 1)).toEqual(['03-30T07:00 03-30T15:00'])
  expect(firstHours('Europe/Berlin', '2026-10-23T18:00:00Z', 1)).toEqual(['10-26T08:00 10-26T16:00'])
  expect(firstHours('America/New_York', '2026-10-30T12:00:00Z', 2)).toEqual([
    '10-30T13:00 10-30T21:00',
    '11-02T14:00 11-02T22:00',
  ])
  expect(firstHours('Australia/Lord_Howe', '2026-04-03T12:00:00Z', 1)).toEqual(['04-05T22:30 04-06T06:30'])
})

test('office hours open in zones whose offset is not a whole hour', () => {
  expect(firstHours('Asia/Kathmandu', '2026-03-04T00:00:00Z', 1)).toEqual(['03-04T03:15 03-04T11:15'])
})

test('the next office hours are now while they are open, and never in an invalid zone', () => {
  const noon = Date.parse('2026-03-04T12:00:00Z')
  expect(nextOfficeHours('UTC', noon)).toBe(noon)
  expect(nextOfficeHours('Asia/Tokyo', noon)).toBe(Date.parse('2026-03-05T00:00:00Z'))
  expect(nextOfficeHours('', noon)).toBeNull()
  expect(nextOfficeHours('Mars/Olympus', noon)).toBeNull()
})
