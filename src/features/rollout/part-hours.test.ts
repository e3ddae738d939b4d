import { expect, test } from 'vitest'
import { partHoursInWords } from './part-hours.ts'

const at = (hour: number, minute = 0) => new Date(2026, 6, 14, hour, minute).getTime()
const hour = (from: number, until: number) => ({ from, until, granted: 0, completed: 0, failed: 0 })
const hours = [hour(at(22), at(23)), hour(at(23), at(24)), hour(at(24), at(24, 27))]

test('the hour in which the rollout started and the one under way are told apart from whole ones', () => {
  expect(partHoursInWords(hours, at(22, 40))).toBe(
    'Parts of an hour: 22:40 to 23:00, since the rollout started; 00:00 to 00:27, so far.',
  )
  expect(partHoursInWords(hours.slice(0, 2), 0)).toBe('')
})
