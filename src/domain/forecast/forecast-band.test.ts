import { describe, expect, test } from 'vitest'
import { HOUR_MS } from '#contract/time-units.ts'
import { forecastBand } from './forecast-band.ts'

const NOW = Date.parse('2026-03-04T12:00:00Z')

describe('the band of a forecast', () => {
  const nodes = { done: 40, nodes: 100 }

  test('runs from now through the earliest and the latest times', () => {
    const ranges = [
      { share: 0.5 as const, earliest: NOW + HOUR_MS, latest: NOW + 2 * HOUR_MS },
      { share: 0.9 as const, earliest: NOW + 3 * HOUR_MS, latest: NOW + 6 * HOUR_MS },
    ]
    expect(forecastBand(ranges, nodes, NOW)).toEqual([
      { time: NOW, least: 40, most: 40 },
      { time: NOW + HOUR_MS, least: 45, most: 50 },
      { time: NOW + 2 * HOUR_MS, least: 50, most: 70 },
      { time: NOW + 3 * HOUR_MS, least: 60, most: 90 },
      { time: NOW + 6 * HOUR_MS, least: 90, most: 90 },
    ])
  })

  test('stays level where the rollout may never continue', () => {
    const ranges = [{ share: 0.9 as const, earliest: NOW + HOUR_MS, latest: null }]
    expect(forecastBand(ranges, nodes, NOW)).toEqual([
      { time: NOW, least: 40, most: 40 },
      { time: NOW + HOUR_MS, least: 40, most: 90 },
    ])
  })

  test('is empty where nothing is known', () => {
    expect(forecastBand([{ share: 0.9 as const, earliest: null, latest: null }], nodes, NOW)).toEqual([])
  })
})
