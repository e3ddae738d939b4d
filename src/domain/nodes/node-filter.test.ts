import { expect, test } from 'vitest'
import { checkTimeAt } from './node-filter.ts'

test('a check-in is compared with an age or a time', () => {
  const now = Date.parse('2026-03-09T08:00:00Z')
  expect(checkTimeAt('36h', now)).toBe(Date.parse('2026-03-07T20:00:00Z'))
  expect(checkTimeAt('90m', now)).toBe(Date.parse('2026-03-09T06:30:00Z'))
  expect(checkTimeAt('2026-03-07T08:00:00Z', now)).toBe(Date.parse('2026-03-07T08:00:00Z'))
})
