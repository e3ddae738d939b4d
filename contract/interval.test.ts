import { expect, test } from 'vitest'
import { intervalSeconds } from './interval.ts'

test.each([
  ['15 minutes', 900],
  ['1 hour 30 min', 5400],
  ['1.5 hours', 5400],
  ['90s', 90],
  ['2 Days', 172_800],
  ['1 week', 604_800],
  ['01:30:00', 5400],
  ['00:05', 300],
  ['0 minutes', 0],
])('“%s” is %d seconds', (interval, seconds) => {
  expect(intervalSeconds(interval)).toBe(seconds)
})

test('forms that only PostgreSQL can read have no length here', () => {
  for (const interval of ['1 month', 'P1DT2H', '-5 minutes', 'soon', '', '15', '1 fortnight'])
    expect(intervalSeconds(interval)).toBeNull()
})
