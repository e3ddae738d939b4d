import { HOUR_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import { burnUp, burnUpWindow, pointsSince, reachedAt } from './burn-up.ts'

const NOW = Date.parse('2026-03-04T12:00:00Z')

test('the burn-up counts the nodes at the target or newer at each point, oldest first', () => {
  const wire = {
    '2026-03-04T12:00:00Z': { '1.0.0': 2, '2.0.0': 5, '10.0.0': 1 },
    '2026-03-04T11:00:00Z': { '1.0.0': 8, '2.0.0': 0, '10.0.0': 0 },
  }
  expect(burnUp(wire, '2.0.0')).toEqual([
    { time: NOW - HOUR_MS, done: 0, nodes: 8 },
    { time: NOW, done: 6, nodes: 8 },
  ])
})

test.each([
  [0.5, '1h'],
  [20, '1d'],
  [100, '7d'],
  [500, '30d'],
  [1000, '30d'],
])('a rollout that started %s hours ago is shown over %s', (hours, window) => {
  expect(burnUpWindow(new Date(NOW - hours * HOUR_MS).toISOString(), NOW)).toBe(window)
})

test('a rollout without a known start is shown over a week', () => {
  expect(burnUpWindow(null, NOW)).toBe('7d')
})

const points = [0, 0, 4, 10].map((done, hour) => ({ time: NOW + hour * HOUR_MS, done, nodes: 10 }))

test('a rollout is charted from the last point before its start', () => {
  const started = new Date(NOW + 1.5 * HOUR_MS).toISOString()
  expect(pointsSince(points, started).map(({ done }) => done)).toEqual([0, 4, 10])
  expect(pointsSince(points, null)).toEqual(points)
  expect(pointsSince(points, new Date(NOW - HOUR_MS).toISOString())).toEqual(points)
})

test('a share is reached between two points, and unknown where it was before the first or is still ahead', () => {
  expect(reachedAt(points, 7)).toBe(NOW + 2.5 * HOUR_MS)
  expect(reachedAt(points, 11)).toBeNull()
  expect(reachedAt(points.slice(2), 3)).toBeNull()
})
