import { DAY_MS } from '#contract/time-units.ts'
import { formatDate, formatMoment } from '#src/lib/format-time.ts'
import type { Forecast, ForecastRange, ForecastShare } from './forecast.ts'

const WEEK_MS = 7 * DAY_MS

/** "14:05 to 15:30", with the day where it isn't today, and days alone of what is over a week ahead; the reader's zone. */
export function formatForecastRange({ earliest, latest }: Omit<ForecastRange, 'share'>, now: number): string {
  if (earliest === null) return 'perhaps never: too many updates fail or hang'
  if (latest === null) return `${timeInWords(earliest, now)} or later, perhaps never`
  const [from, to] = [timeInWords(earliest, now), timeInWords(latest, now)]
  return from === to ? `about ${from}` : `${from} to ${to}`
}

const timeInWords = (time: number, now: number): string =>
  time - now > WEEK_MS ? formatDate(time) : formatMoment(time, now)

/** When a share will be done, in words; of every forecast. */
export function formatForecastShare(forecast: Forecast, share: ForecastShare, now: number): string {
  if (forecast.kind === 'done') return 'done'
  if (forecast.kind === 'unknown') return 'can’t be told: only the server reads the interval'
  if (forecast.kind === 'never') return NEVER[forecast.reason]
  const range = forecast.at.find((range) => range.share === share)
  return range ? formatForecastRange(range, now) : 'done'
}

const NEVER: Record<Extract<Forecast, { kind: 'never' }>['reason'], string> = {
  'no-package': 'never: no package',
  'updates-off': 'never: updates are off',
  'no-time-zone': 'never: office hours of no time zone',
  'unknown-time-zone': 'never: office hours of an unknown zone',
  'no-nodes': 'no nodes',
  'safe-mode-trips': 'never: safe mode stops it',
}
