import { HOUR_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import { burnUp, burnUpWindow } from './burn-up.ts'

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
