import { expect, test } from 'vitest'
import { seenInWords, silentInWords } from './check-time-words.ts'

test('how long nodes are silent', () => {
  expect(silentInWords('1d')).toBe('for more than a day')
  expect(silentInWords('1h')).toBe('for more than an hour')
  expect(silentInWords('36h')).toBe('for more than 36 hours')
  expect(silentInWords('2026-03-07T08:00:00Z')).toBe('since before 7 Mar 2026, 08:00:00 UTC')
})

test('within which time nodes were seen', () => {
  expect(seenInWords('1d')).toBe('in the last day')
  expect(seenInWords('90m')).toBe('in the last 90 minutes')
  expect(seenInWords('2026-03-07T08:00:00Z')).toBe('at or after 7 Mar 2026, 08:00:00 UTC')
})
