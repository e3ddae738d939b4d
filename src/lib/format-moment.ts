import { formatClock } from './format-duration.ts'

const DAY = 86_400_000

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short' })

/**
 * A time not far off, as one says it: "at 14:30" of today, "on Thu at 14:30" within six days, else
 * "on Mon 7 Dec at 14:30"; in the reader's time zone, in ms.
 */
export function formatMoment(time: number, now: number): string {
  if (date.format(time) === date.format(now)) return `at ${formatClock(time)}`
  const name =
    Math.abs(time - now) < 6 * DAY ? weekday.format(time) : `${weekday.format(time)} ${day.format(time)}`
  return `on ${name} at ${formatClock(time)}`
}
