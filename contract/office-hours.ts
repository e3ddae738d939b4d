import { MINUTE_MS } from './time-units.ts'
import { isTimeZone } from './time-zone.ts'

const OPENS_AT = 9
const CLOSES_AT = 17
const WEEKEND = new Set(['Sat', 'Sun'])

/** Making one takes longer than asking it a thousand times; there are a few hundred zones at most. */
const clocks = new Map<string, Intl.DateTimeFormat>()

/**
 * For how many milliseconds office hours have been open, to the minute: Monday to Friday, from 9:00 until before 17:00
 * on the zone's clock. Null outside of them; an empty or unknown zone is always outside.
 */
export function officeHoursOpenFor(timezone: string | null, now: Date): number | null {
  const clock = timezone === null ? null : clockOf(timezone)
  if (clock === null) return null
  const parts = new Map(clock.formatToParts(now).map(({ type, value }) => [type, value]))
  const hour = Number(parts.get('hour'))
  if (WEEKEND.has(parts.get('weekday') ?? '') || hour < OPENS_AT || hour >= CLOSES_AT) return null
  return ((hour - OPENS_AT) * 60 + Number(parts.get('minute'))) * MINUTE_MS
}

/** Instants in ms: `[opens, closes)`. */
export type OpenHours = readonly [opens: number, closes: number]

/** No clock moves further than this from one office day's end to the next one's beginning, an hour of summer time aside. */
const NIGHT_MS = (24 - CLOSES_AT + OPENS_AT - 1.5) * 60 * MINUTE_MS
const QUARTER_MS = 15 * MINUTE_MS

/**
 * The office hours that follow upon each other from `from` on, the first of which may have begun before; none for an
 * empty or unknown zone. Summer time is the zone's.
 */
export function* officeHoursFrom(timezone: string | null, from: number): Generator<OpenHours, undefined> {
  if (timezone === null || clockOf(timezone) === null) return
  const openFor = (time: number) => officeHoursOpenFor(timezone, new Date(time))
  let time = Math.floor(from / MINUTE_MS) * MINUTE_MS
  for (;;) {
    const open = openFor(time)
    let opens = time - (open ?? 0)
    if (open === null) {
      // Zones differ by quarters of an hour, those written as an offset by minutes.
      while (openFor(opens) === null) opens += QUARTER_MS
      opens -= openFor(opens) ?? 0
    }
    const closes = opens + (CLOSES_AT - OPENS_AT) * 60 * MINUTE_MS
    yield [opens, closes]
    time = closes + NIGHT_MS
  }
}

/** When office hours open next, in ms; `now` itself while they are open, null in a zone where they never do. */
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
