import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { inUnit, NO_BREAK } from './format-number.ts'
import { inShownZone } from './shown-time-zone.ts'
import { MAX_AXIS_OF_HOURS_MS } from './time-ticks.ts'

const UNITS = [
  { length: DAY_MS, name: 'd' },
  { length: HOUR_MS, name: 'h' },
  { length: MINUTE_MS, name: 'min' },
  { length: SECOND_MS, name: 's' },
] as const

/** Milliseconds in their two largest units, all on one line: "2 d 3 h", "5 min", "0 s". Seconds only below ten minutes. */
export function formatDuration(milliseconds: number): string {
  const length = Math.max(0, milliseconds)
  const first = UNITS.findIndex((unit) => length >= unit.length)
  if (first === -1) return inUnit(0, 's')
  const parts: string[] = []
  let rest = length
  for (const unit of UNITS.slice(first, first + 2)) {
    const amount = Math.floor(rest / unit.length)
    rest -= amount * unit.length
    const isNegligible = unit.length === SECOND_MS && length >= 10 * MINUTE_MS
    if (amount > 0 && !isNegligible) parts.push(inUnit(amount, unit.name))
  }
  return parts.join(NO_BREAK)
}

/** An estimated duration, no more exact than it can be: "25 min", "3 h", "2 d". */
export function formatRoughDuration(milliseconds: number): string {
  const minutes = Math.max(5, Math.round(milliseconds / (5 * MINUTE_MS)) * 5)
  if (minutes < 60) return inUnit(minutes, 'min')
  const hours = Math.round(milliseconds / HOUR_MS)
  return hours < 36 ? inUnit(hours, 'h') : inUnit(Math.round(milliseconds / DAY_MS), 'd')
}

const YEAR_MS = 365.25 * DAY_MS

/** How long ago (or ahead) a time is, in one unit: "just now", "12 s ago", "in 3 min", "7 years ago". */
export function formatAgo(time: number, now: number): string {
  const distance = Math.abs(now - time)
  if (distance < 5 * SECOND_MS) return 'just now'
  const words = inOneUnit(distance)
  return time <= now ? `${words} ago` : `in ${words}`
}

function inOneUnit(length: number): string {
  const years = Math.floor(length / YEAR_MS)
  if (years > 0) return inUnit(years, years === 1 ? 'year' : 'years')
  const unit = UNITS.find((unit) => length >= unit.length)
  return unit ? inUnit(Math.floor(length / unit.length), unit.name) : inUnit(0, 's')
}

const written = (options: Intl.DateTimeFormatOptions) =>
  inShownZone(options, (format, time) => format.format(time))

// Times below are in milliseconds; all but `timeInZone` write them in the shown time zone.

/** "6 Aug 2026, 14:30:18 CEST". */
export const formatTime = written({
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
})

/** "14:30". */
export const formatClock = written({ hour: '2-digit', minute: '2-digit' })

/** "14:30 CEST". */
const formatClockAndZone = written({ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' })

const formatDay = written({ day: 'numeric', month: 'short' })

const formatMonth = written({ month: 'short', year: 'numeric' })

const formatWeekday = written({ weekday: 'short' })

/** "6 Aug 2026". */
export const formatDate = written({ day: 'numeric', month: 'short', year: 'numeric' })

/** "Thu 6 Aug, 14:30". */
export const formatDayAndClock = written({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

/** On a longer axis, a day without its year could be two. */
const MAX_AXIS_OF_DAYS_MS = 300 * DAY_MS

/** How to label the ticks of a time axis of this length: "14:30" up to a day and a half, "6 Aug", or "Aug 2026". */
export function tickFormat(axisLength: number): (time: number) => string {
  if (axisLength <= MAX_AXIS_OF_HOURS_MS) return formatClock
  return axisLength <= MAX_AXIS_OF_DAYS_MS ? formatDay : formatMonth
}

/** A time near `now`, as short as people say it: "14:30" today, "Thu 14:30" within six days, else "Mon 7 Dec 14:30". */
export const formatMoment = (time: number, now: number): string =>
  [dayUnlessToday(time, now), formatClock(time)].filter((part) => part !== null).join(NO_BREAK)

/** An estimated time, to ten minutes, and beyond a week the date alone: "17:30", "Thu 17:30", "4 Apr 2026". */
export function formatRoughMoment(time: number, now: number): string {
  if (time - now > 7 * DAY_MS) return formatDate(time)
  return formatMoment(Math.ceil(time / ROUGHLY_MS) * ROUGHLY_MS, now)
}

const ROUGHLY_MS = 10 * MINUTE_MS

/** {@link formatMoment} with its zone: "14:30 CEST", "Thu 14:30 CEST". */
export const formatMomentAndZone = (time: number, now: number): string =>
  [dayUnlessToday(time, now), formatClockAndZone(time)].filter((part) => part !== null).join(NO_BREAK)

/** {@link formatMomentAndZone} within a sentence: "at 14:30 CEST", "on Thu at 14:30 CEST". */
export function atMoment(time: number, now: number): string {
  const name = dayUnlessToday(time, now)
  return name === null ? `at ${formatClockAndZone(time)}` : `on ${name} at ${formatClockAndZone(time)}`
}

function dayUnlessToday(time: number, now: number): string | null {
  if (formatDate(time) === formatDate(now)) return null
  const name = formatWeekday(time)
  return Math.abs(time - now) < 6 * DAY_MS ? name : `${name} ${formatDay(time)}`
}

/** "Tuesday 14:05". @throws RangeError for an unknown zone */
export const timeInZone = (timeZone: string, time: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', hour: '2-digit', minute: '2-digit' })
    .format(time)
    .replace(',', '')
