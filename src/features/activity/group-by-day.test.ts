import { expect, test } from 'vitest'
import { groupByDay } from './group-by-day.ts'

const at = (day: number, hour: number) => new Date(2026, 7, day, hour).getTime()

test('a day begins at midnight of the reader’s time zone', () => {
  const times = [at(7, 1), at(7, 0), at(6, 23), at(4, 12)]
  expect(groupByDay(times, (time) => time)).toEqual([
    { start: at(7, 0), items: [at(7, 1), at(7, 0)] },
    { start: at(6, 0), items: [at(6, 23)] },
    { start: at(4, 0), items: [at(4, 12)] },
  ])
})
