import { DAY_MS, MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { inShownZone } from './shown-time-zone.ts'

// Times are in ms; days and clocks are those of the shown time zone.

const partsOf = inShownZone(
  {
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  },
  (format, time) => new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)])),
)

/** The time that the zone's clock shows, as if it were that of UTC. */
function clockOf(time: number): number {
  const parts = partsOf(time)
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

/** How far the zone's clock is ahead of UTC. */
function offsetAt(time: number): number {
  const second = Math.floor(time / SECOND_MS) * SECOND_MS
  return clockOf(second) - second
}

/** When the zone's clock shows a time, given as if in UTC; after the jump of a clock that leaves it out. */
export function timeOfClock(clock: number): number {
  const offset = offsetAt(clock - offsetAt(clock))
  return clock - offset
}

/** The time of a day's clock. @param time within the day, or `days` before it @param minutes since midnight by the clock */
export function timeOfDay(time: number, days = 0, minutes = 0): number {
  const midnight = Math.floor(clockOf(time) / DAY_MS) * DAY_MS
  return timeOfClock(midnight + days * DAY_MS + minutes * MINUTE_MS)
}

/** Midnight at the beginning of a date, such as "2026-11-25". */
export const startOfDate = (date: string): number => timeOfClock(Date.parse(`${date}T00:00:00Z`))

/** The last millisecond of a date. */
export const endOfDate = (date: string): number => timeOfDay(startOfDate(date), 1) - 1

/** Midnight at the beginning of a time's day. */
export const startOfDay = (time: number): number => timeOfDay(time)

const two = (number: number) => String(number).padStart(2, '0')

/** RFC 3339: "2026-08-06T14:30:18.000Z", "2026-08-06T16:30:18.000+02:00". */
export function zonedTimestamp(time: number): string {
  const offset = offsetAt(time)
  const clock = new Date(time + offset).toISOString()
  if (offset === 0) return clock
  const minutes = Math.abs(Math.round(offset / MINUTE_MS))
  return `${clock.slice(0, -1)}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
