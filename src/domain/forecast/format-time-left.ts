import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { DONE_SHARE } from '#src/domain/rollout/done-share.ts'
import { inUnit, plural } from '#src/lib/format-number.ts'
import type { Forecast } from './forecast.ts'

/**
 * How long a rollout still takes, from the middle of its forecast: "about 3 h left"; null where there is no telling.
 * @param now in ms
 */
export function formatTimeLeft(forecast: Forecast, now: number): string | null {
  if (forecast.kind !== 'range') return null
  const range = forecast.at.find(({ share }) => share === DONE_SHARE)
  if (!range || range.earliest === null || range.latest === null) return null
  return `about ${roundedLength((range.earliest + range.latest) / 2 - now)} left`
}

function roundedLength(length: number): string {
  if (length >= 2 * DAY_MS) return plural(Math.round(length / DAY_MS), 'day')
  if (length >= 1.5 * HOUR_MS) return inUnit(Math.round(length / HOUR_MS), 'h')
  return inUnit(Math.max(1, Math.round(length / MINUTE_MS)), 'min')
}
