import { HOUR_MS } from '#contract/time-units.ts'
import { describe, expect, test } from 'vitest'
import { burnUp, burnUpWindow, forecastBand } from './burn-up.ts'

const NOW = Date.parse('2026-03-04T12:00:00Z')

test('counts the nodes at the target or newer at each point, oldest first', () => {
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

test('a rollout of which no start is known is shown over a week', () => {
  expect(burnUpWindow(null, NOW)).toBe('7d')
})

describe('the band of a forecast', () => {
  const nodes = { done: 40, nodes: 100 }

  test('runs from now through the earliest and the latest times', () => {
    const ranges = [
      { share: 0.5, earliest: NOW + HOUR_MS, latest: NOW + 2 * HOUR_MS },
      { share: 0.9, earliest: NOW + 3 * HOUR_MS, latest: NOW + 6 * HOUR_MS },
    ]
    expect(forecastBand(ranges, nodes, NOW)).toEqual([
      { time: NOW, least: 40, most: 40 },
      { time: NOW + HOUR_MS, least: 45, most: 50 },
      { time: NOW + 2 * HOUR_MS, least: 50, most: 70 },
      { time: NOW + 3 * HOUR_MS, least: 60, most: 90 },
      { time: NOW + 6 * HOUR_MS, least: 90, most: 90 },
    ])
  })

  test('stays level where it may never go on', () => {
    const ranges = [{ share: 0.9, earliest: NOW + HOUR_MS, latest: null }]
    expect(forecastBand(ranges, nodes, NOW)).toEqual([
      { time: NOW, least: 40, most: 40 },
      { time: NOW + HOUR_MS, least: 40, most: 90 },
    ])
  })

  test('is none where nothing is known', () => {
    expect(forecastBand([{ share: 0.9, earliest: null, latest: null }], nodes, NOW)).toEqual([])
  })
})
