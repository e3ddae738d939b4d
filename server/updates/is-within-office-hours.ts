import { isTimeZone } from '#contract/time-zone.ts'

const OPENS_AT = 9
const CLOSES_AT = 17
const WEEKEND = new Set(['Sat', 'Sun'])

/** Making one takes longer than asking it a thousand times; there are a few hundred zones at most. */
const clocks = new Map<string, Intl.DateTimeFormat>()

/** Monday to Friday, from 9:00 until before 17:00 on the zone's clock. An empty or unknown zone is always outside. */
export function isWithinOfficeHours(timezone: string | null, now: Date): boolean {
  const clock = timezone === null ? null : clockOf(timezone)
  if (clock === null) return false
  const parts = new Map(clock.formatToParts(now).map(({ type, value }) => [type, value]))
  const hour = Number(parts.get('hour'))
  return !WEEKEND.has(parts.get('weekday') ?? '') && hour >= OPENS_AT && hour < CLOSES_AT
}

function clockOf(timezone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(timezone)
  if (known) return known
  if (!isTimeZone(timezone)) return null
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    weekday: 'short',
    hour: 'numeric',
    hourCycle: 'h23',
  })
  clocks.set(timezone, clock)
  return clock
}
