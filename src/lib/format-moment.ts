import { DAY_MS } from '#contract/time-units.ts'
import { formatClock } from './format-duration.ts'

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short' })

/** "Thu" within six days of now, else "Mon 7 Dec"; null today. */
function dayOf(time: number, now: number): string | null {
  if (date.format(time) === date.format(now)) return null
  const name = weekday.format(time)
  return Math.abs(time - now) < 6 * DAY_MS ? name : `${name} ${day.format(time)}`
}

/** A time not far off, as short as one says it: "14:30", "Thu 14:30"; in the reader's time zone, in ms. */
export const formatMoment = (time: number, now: number): string =>
  [dayOf(time, now), formatClock(time)].filter((part) => part !== null).join(' ')

/** The same within a sentence: "at 14:30", "on Thu at 14:30". */
export function atMoment(time: number, now: number): string {
  const name = dayOf(time, now)
  return name === null ? `at ${formatClock(time)}` : `on ${name} at ${formatClock(time)}`
}
