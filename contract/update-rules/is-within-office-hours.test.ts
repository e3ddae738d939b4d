import { expect, test } from 'vitest'
import { isWithinOfficeHours } from './is-within-office-hours.ts'

const inBerlin = (localTime: string) => isWithinOfficeHours('Europe/Berlin', new Date(localTime))

// 2026-03-02 is a Monday; Berlin is at +01:00 then and at +02:00 in summer.
test.each([
  ['Monday 8:59:59 is before', '2026-03-02T08:59:59.999+01:00', false],
  ['Monday 9:00 is within', '2026-03-02T09:00:00+01:00', true],
  ['Friday 16:59:59 is within', '2026-03-06T16:59:59.999+01:00', true],
  ['Friday 17:00 is after', '2026-03-06T17:00:00+01:00', false],
  ['Wednesday midnight is outside', '2026-03-04T00:00:00+01:00', false],
  ['Saturday noon is outside', '2026-03-07T12:00:00+01:00', false],
  ['Sunday noon is outside', '2026-03-08T12:00:00+01:00', false],
  ['summer time moves the hours along', '2026-07-06T09:00:00+02:00', true],
  ['and closes them an hour earlier by UTC', '2026-07-06T15:00:00Z', false],
])('%s in Berlin', (_, time, expected) => {
  expect(inBerlin(time)).toBe(expected)
})

test('the weekday is that of the time zone', () => {
  const sundayEveningUtc = new Date('2026-03-01T23:30:00Z')
  expect(isWithinOfficeHours('UTC', sundayEveningUtc)).toBe(false)
  expect(isWithinOfficeHours('Asia/Tokyo', new Date('2026-03-01T23:59:59Z'))).toBe(false)
  expect(isWithinOfficeHours('Asia/Tokyo', new Date('2026-03-02T00:00:00Z'))).toBe(true)
})

test.each([null, '', 'Mars/Olympus_Mons', 'Local'])('the zone %j is always outside', (zone) => {
  expect(isWithinOfficeHours(zone, new Date('2026-03-04T12:00:00Z'))).toBe(false)
})

test('UTC and old names are zones', () => {
  expect(isWithinOfficeHours('UTC', new Date('2026-03-04T12:00:00Z'))).toBe(true)
  expect(isWithinOfficeHours('US/Eastern', new Date('2026-03-04T15:00:00Z'))).toBe(true)
})
