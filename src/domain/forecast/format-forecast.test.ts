import { MINUTE_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import type { Forecast } from './forecast.ts'
import { formatForecastRange, formatForecastShare } from './format-forecast.ts'

const now = Date.parse('2026-03-04T12:00:00Z')
const at = (time: string | null) => (time === null ? null : Date.parse(`2026-${time}:00Z`))
const words = (earliest: string | null, latest: string | null) =>
  formatForecastRange({ earliest: at(earliest), latest: at(latest) }, now)

test('times of today are told by the clock, others with their day, and far ones by the day alone', () => {
  expect(words('03-04T14:05', '03-04T15:30')).toBe('14:05 to 15:30')
  expect(words('03-04T14:05', '03-05T09:30')).toBe('14:05 to Thu 09:30')
  expect(words('04-04T14:05', '05-05T09:30')).toBe('4 Apr 2026 to 5 May 2026')
  expect(words('04-04T14:05', '04-04T19:30')).toBe('about 4 Apr 2026')
})

test('what may never be reached says so', () => {
  expect(words('03-04T14:05', null)).toBe('14:05 or later, perhaps never')
  expect(words(null, null)).toContain('perhaps never')
})

test('a share that is reached is done, and one that never will be says why', () => {
  const range = { share: 0.99, earliest: now, latest: now + MINUTE_MS } as const
  const found: Forecast = { kind: 'range', at: [range], limitedBy: 'limit', tripChance: 0 }
  expect(formatForecastShare(found, 0.5, now)).toBe('done')
  expect(formatForecastShare(found, 0.99, now)).toBe('12:00 to 12:01')
  expect(formatForecastShare({ kind: 'never', reason: 'updates-off' }, 0.5, now)).toBe(
    'never: updates are off',
  )
})
