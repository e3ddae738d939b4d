import { expect, test } from 'vitest'
import { describePartialHours } from './partial-hours.ts'

const at = (hour: number, minute = 0) => new Date(2026, 6, 14, hour, minute).getTime()
const hour = (from: number, until: number) => ({ from, until, granted: 0, completed: 0, failed: 0 })
const hours = [hour(at(22), at(23)), hour(at(23), at(24)), hour(at(24), at(24, 27))]

test('lists the hour in which the rollout started and the current hour', () => {
  expect(describePartialHours(hours, at(22, 40))).toBe(
    'Partial hours: 22:40 to 23:00, from the start of the rollout; 00:00 to 00:27, so far.',
  )
  expect(describePartialHours(hours.slice(0, 2), 0)).toBe('')
})
