import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'

const UNITS = [
  { length: DAY_MS, name: 'd' },
  { length: HOUR_MS, name: 'h' },
  { length: MINUTE_MS, name: 'min' },
  { length: SECOND_MS, name: 's' },
] as const

/** Milliseconds in their two largest units: "2 d 3 h", "5 min", "0 s". Seconds only below ten minutes. */
export function formatDuration(milliseconds: number): string {
  const rounded = Math.max(0, milliseconds)
  const first = UNITS.findIndex(({ length }) => rounded >= length)
  if (first === -1) return '0 s'
  const parts: string[] = []
  let rest = rounded
  for (const { length, name } of UNITS.slice(first, first + 2)) {
    const amount = Math.floor(rest / length)
    rest -= amount * length
    if (amount > 0 && !(length === SECOND_MS && rounded >= 10 * MINUTE_MS)) parts.push(`${amount} ${name}`)
  }
  return parts.join(' ')
}

/** How long ago (or ahead) a time is, in one unit: "just now", "12 s ago", "in 3 min". */
export function formatAgo(time: number, now: number): string {
  const distance = Math.abs(now - time)
  if (distance < 5 * SECOND_MS) return 'just now'
  const unit = UNITS.find(({ length }) => distance >= length)
  const words = unit ? `${Math.floor(distance / unit.length)} ${unit.name}` : '0 s'
  return time <= now ? `${words} ago` : `in ${words}`
}

const absolute = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
})

/** "6 Aug 2026, 14:30:18 CEST", in the reader's time zone. */
export const formatTime = (time: number): string => absolute.format(time)

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** "14:30", in the reader's time zone. */
export const formatClock = (time: number): string => clock.format(time)
