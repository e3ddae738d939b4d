import { expect, test } from 'vitest'
import { formatCheckTime, formatSilence } from './format-check-time.ts'

test('a silence reads as an age or a time', () => {
  expect(formatSilence('1d')).toBe('for more than a day')
  expect(formatSilence('1h')).toBe('for more than an hour')
  expect(formatSilence('36h')).toBe('for more than 36 hours')
  expect(formatSilence('2026-03-07T08:00:00Z')).toBe('since before 7 Mar 2026, 08:00:00 UTC')
})

test('a check-in reads as an age or a time', () => {
  expect(formatCheckTime('1d')).toBe('in the last 24 hours')
  expect(formatCheckTime('90m')).toBe('in the last 90 minutes')
  expect(formatCheckTime('2026-03-07T08:00:00Z')).toBe('at or after 7 Mar 2026, 08:00:00 UTC')
})
