import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import type { Forecast } from './forecast.ts'
import { formatTimeLeft } from './format-time-left.ts'

const NOW = Date.UTC(2026, 2, 7, 8)

const endingIn = (earliest: number, latest: number | null): Forecast => ({
  kind: 'range',
  at: [
    { share: 0.5, earliest: NOW + MINUTE_MS, latest: NOW + MINUTE_MS },
    { share: 0.99, earliest: NOW + earliest, latest: latest === null ? null : NOW + latest },
  ],
  limitedBy: 'limit',
  tripChance: 0,
})

describe('the time left', () => {
  test.each([
    { earliest: 2 * HOUR_MS, latest: 4 * HOUR_MS, words: 'about 3\u00A0h left' },
    { earliest: 10 * MINUTE_MS, latest: 20 * MINUTE_MS, words: 'about 15\u00A0min left' },
    { earliest: 3 * DAY_MS, latest: 5 * DAY_MS, words: 'about 4 days left' },
    { earliest: 0, latest: 0, words: 'about 1\u00A0min left' },
  ])('is the middle of the forecast: $words', ({ earliest, latest, words }) => {
    expect(formatTimeLeft(endingIn(earliest, latest), NOW)).toBe(words)
  })

  test('is not shown where the rollout may never end, or is done', () => {
    expect(formatTimeLeft(endingIn(HOUR_MS, null), NOW)).toBeNull()
    expect(formatTimeLeft({ kind: 'done' }, NOW)).toBeNull()
  })
})
