import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '#contract/time-units.ts'
import { barTicks, distinctTicks, elapsedTicks, timeTicks } from './time-ticks.ts'

const local = (day: number, hour = 0, minute = 0) => new Date(2026, 7, day, hour, minute).getTime()

describe('round times below an axis', () => {
  test('are full quarters within an hour', () => {
    expect(timeTicks(local(6, 14, 10), local(6, 15, 10), 6)).toEqual([
      local(6, 14, 15),
      local(6, 14, 30),
      local(6, 14, 45),
      local(6, 15),
    ])
  })

  test('are full hours within a day', () => {
    expect(timeTicks(local(6, 14, 10), local(7, 14, 10), 10)).toEqual(
      [15, 18, 21, 24, 27, 30, 33, 36].map((hour) => local(6, hour)),
    )
  })

  test('are midnights beyond', () => {
    expect(timeTicks(local(6, 14), local(13, 14), 8)).toEqual(
      [7, 8, 9, 10, 11, 12, 13].map((day) => local(day)),
    )
  })

  test('are midnights alone on an axis of two days, whose labels have no hours', () => {
    expect(timeTicks(local(6, 14), local(8, 14), 9)).toEqual([local(7), local(8)])
  })

  test('are never more than the maximum', () => {
    for (const days of [1, 3, 7, 30, 60]) {
      expect(timeTicks(local(1, 1), local(1 + days, 1), 8).length).toBeLessThanOrEqual(8)
    }
  })

  test('are none where the end is before the start', () => {
    expect(timeTicks(local(2), local(1), 8)).toEqual([])
  })
})

test('bars have a tick under each of them, or under every n-th', () => {
  const hours = Array.from({ length: 25 }, (_, at) => local(1, at))
  expect(barTicks(hours.slice(0, 4), 9)).toEqual(hours.slice(0, 4))
  expect(barTicks(hours, 9)).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24].map((at) => local(1, at)))
  expect(barTicks([], 9)).toEqual([])
})

test('bars of several days have a tick under the first bar of each day', () => {
  const sixHours = Array.from({ length: 16 }, (_, at) => local(1, 10 + at * 6))
  expect(barTicks(sixHours, 9)).toEqual([2, 3, 4, 5].map((day) => local(day, 4)))
})

const dayOf = (time: number) => String(new Date(time).getDate())

test('no label stands below an axis twice in a row', () => {
  const bars = [local(1, 6), local(1, 12), local(1, 18), local(2, 0), local(2, 6)]
  expect(distinctTicks(bars, dayOf)).toEqual([local(1, 6), local(2, 0)])
})

test('an axis of more than a month, and of years, has ticks too', () => {
  const from = Date.parse('2025-01-01T00:00:00Z')
  for (const days of [70, 380, 3000]) {
    const ticks = timeTicks(from, from + days * 24 * 3_600_000, 6)
    expect(ticks.length, `${days} days`).toBeGreaterThan(2)
    expect(ticks.length, `${days} days`).toBeLessThanOrEqual(6)
  }
})

test('ticks of an elapsed time are round and begin with its start', () => {
  expect(elapsedTicks(2.5 * HOUR_MS, 6)).toEqual([0, 0.5, 1, 1.5, 2, 2.5].map((hours) => hours * HOUR_MS))
  expect(elapsedTicks(11 * DAY_MS, 7)).toEqual([0, 2, 4, 6, 8, 10].map((days) => days * DAY_MS))
  expect(elapsedTicks(0, 6)).toEqual([0])
})
