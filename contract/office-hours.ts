import { MINUTE_MS } from './time-units.ts'
import { isTimeZone } from './time-zone.ts'

const OPENS_AT = 9
const CLOSES_AT = 17
const WEEKEND = new Set(['Sat', 'Sun'])

/** Creating a format takes longer than using it a thousand times; there are at most a few hundred zones. */
const clocks = new Map<string, Intl.DateTimeFormat>()

/**
 * How long (ms, to the minute) office hours have been open: Monday to Friday, 9:00 to 17:00 in the time zone. Null outside
 * them, which is always the case in an empty or unknown zone.
 */
export function officeHoursOpenFor(timezone: string | null, now: Date): number | null {
  const clock = timezone === null ? null : clockOf(timezone)
  if (clock === null) return null
  const parts = new Map(clock.formatToParts(now).map(({ type, value }) => [type, value]))
  const hour = Number(parts.get('hour'))
  if (WEEKEND.has(parts.get('weekday') ?? '') || hour < OPENS_AT || hour >= CLOSES_AT) return null
  return ((hour - OPENS_AT) * 60 + Number(parts.get('minute'))) * MINUTE_MS
}

/** Times in ms: `[opens, closes)`. */
export type OpenHours = readonly [opens: number, closes: number]

/** The shortest time from the end of office hours to their next start, with an hour and a half to spare for summer time. */
const NIGHT_MS = (24 - CLOSES_AT + OPENS_AT - 1.5) * 60 * MINUTE_MS
const QUARTER_MS = 15 * MINUTE_MS

/**
 * All office hours from a time (ms) on; the first may have opened before. None in an empty or unknown zone. They follow
 * the zone's summer time.
 */
export function* officeHoursFrom(timezone: string | null, from: number): Generator<OpenHours, undefined> {
  if (timezone === null || clockOf(timezone) === null) return
  const openFor = (time: number) => officeHoursOpenFor(timezone, new Date(time))
  let time = Math.floor(from / MINUTE_MS) * MINUTE_MS
  for (;;) {
    const open = openFor(time)
    let opens = time - (open ?? 0)
    if (open === null) {
      // Offsets of time zones are multiples of a quarter hour; the clock below corrects for any other.
      while (openFor(opens) === null) opens += QUARTER_MS
      opens -= openFor(opens) ?? 0
    }
    const closes = opens + (CLOSES_AT - OPENS_AT) * 60 * MINUTE_MS
    yield [opens, closes]
    time = closes + NIGHT_MS
  }
}

/** When office hours open next (ms): `now` while they are open, null in a zone where they never open. */
export function nextOfficeHours(timezone: string | null, now: number): number | null {
  const next = officeHoursFrom(timezone, now).next()
  return next.done === true ? null : Math.max(now, next.value[0])
}

function clockOf(timezone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(timezone)
  if (known) return known
  if (!isTimeZone(timezone)) return null
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
  clocks.set(timezone, clock)
  return clock
}
