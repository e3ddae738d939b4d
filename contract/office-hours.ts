import { isTimeZone } from './time-zone.ts'

const OPENS_AT = 9
const CLOSES_AT = 17
const WEEKEND = new Set(['Sat', 'Sun'])
const MINUTE_MS = 60_000

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
