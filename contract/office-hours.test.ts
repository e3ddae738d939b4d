import { expect, test } from 'vitest'
import { officeHoursOpenFor } from './office-hours.ts'

const minutes = (timezone: string | null, time: string) => {
  const open = officeHoursOpenFor(timezone, new Date(time))
  return open === null ? null : open / 60_000
}

test('office hours have been open since nine o’clock of the zone', () => {
  expect(minutes('Europe/Berlin', '2026-03-04T08:00:00Z')).toBe(0)
  expect(minutes('Europe/Berlin', '2026-03-04T10:30:59Z')).toBe(150)
  expect(minutes('Asia/Kolkata', '2026-03-04T04:00:00Z')).toBe(30)
})

test('outside of them they have not been open for any time', () => {
  expect(minutes('Europe/Berlin', '2026-03-04T07:59:59Z')).toBeNull()
  expect(minutes('Europe/Berlin', '2026-03-04T16:00:00Z')).toBeNull()
  expect(minutes('Europe/Berlin', '2026-03-07T10:00:00Z')).toBeNull()
  expect(minutes(null, '2026-03-04T10:00:00Z')).toBeNull()
  expect(minutes('Mars/Olympus', '2026-03-04T10:00:00Z')).toBeNull()
})
