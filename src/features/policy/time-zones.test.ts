import { expect, test } from 'vitest'
import { timeZoneChoices, timeZonesMatching } from './time-zones.ts'

test('time zones can be chosen by their present names, with UTC and the group’s own old name', () => {
  const zones = timeZoneChoices('US/Eastern')
  expect(zones).toContain('Europe/Berlin')
  expect(zones).toContain('UTC')
  expect(zones).toContain('US/Eastern')
  expect(new Set(zones).size).toBe(zones.length)
})

test('no time zone is the first choice, once', () => {
  expect(timeZoneChoices('').filter((zone) => zone === '')).toHaveLength(1)
  expect(timeZoneChoices('UTC')[0]).toBe('')
})

test('a search finds places by how they begin first, and words as they are spoken', () => {
  const zones = ['Antarctica/Vostok', 'America/New_York', 'Asia/Tokyo', 'Europe/Berlin']
  expect(timeZonesMatching(zones, 'tok')).toEqual(['Asia/Tokyo', 'Antarctica/Vostok'])
  expect(timeZonesMatching(zones, 'New York')).toEqual(['America/New_York'])
  expect(timeZonesMatching(zones, 'europe/b')).toEqual(['Europe/Berlin'])
  expect(timeZonesMatching(zones, '')).toEqual(zones)
  expect(timeZonesMatching(zones, 'atlantis')).toEqual([])
})
