import { expect, test } from 'vitest'
import { atMoment, formatMoment } from './format-moment.ts'

// A Wednesday.
const now = Date.parse('2026-03-04T12:00:00Z')

test.each([
  ['2026-03-04T14:30:00Z', 'at 14:30'],
  ['2026-03-04T00:10:00Z', 'at 00:10'],
  ['2026-03-05T09:00:00Z', 'on Thu at 09:00'],
  ['2026-03-09T08:00:00Z', 'on Mon at 08:00'],
  ['2026-03-11T12:00:00Z', 'on Wed 11 Mar at 12:00'],
  ['2026-02-01T12:00:00Z', 'on Sun 1 Feb at 12:00'],
])('%s is “%s”', (time, words) => {
  expect(atMoment(Date.parse(time), now)).toBe(words)
  expect(formatMoment(Date.parse(time), now)).toBe(words.replace(/^(?:at|on) /, '').replace(' at ', ' '))
})
