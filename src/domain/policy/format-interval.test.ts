import { expect, test } from 'vitest'
import { intervalAfterPer, formatInterval } from './format-interval.ts'

test.each([
  ['15 minutes', '15 minutes'],
  ['60 minutes', '60 minutes'],
  ['1 minutes', '1 minute'],
  ['2 hour', '2 hours'],
  ['1 week', '1 week'],
  ['90 min', '1 hour 30 minutes'],
  ['01:30:00', '1 hour 30 minutes'],
  ['1 day 12 hours', '1 day 12 hours'],
  ['1.1 hours', '1 hour 6 minutes'],
])('%s reads as %s', (interval, words) => expect(formatInterval(interval)).toBe(words))

test.each(['P1DT12H', '1 month', 'soon', '0 min', '90.5 seconds'])(
  '%s, which has no words of ours, stays as it is',
  (interval) => expect(formatInterval(interval)).toBe(interval),
)

test('a single unit has no number after "per"', () => {
  expect(intervalAfterPer('1 minutes')).toBe('minute')
  expect(intervalAfterPer('10 minutes')).toBe('10 minutes')
  expect(intervalAfterPer('1 hour 30 min')).toBe('1 hour 30 minutes')
})
