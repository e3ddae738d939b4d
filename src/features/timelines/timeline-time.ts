import type { Duration } from '#contract/duration.ts'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** A point below the axis, in the reader's time zone: "14:30" within a day, else "6 Aug". */
export const formatTickOf: Record<Duration, (time: number) => string> = {
  '1h': (time) => clock.format(time),
  '1d': (time) => clock.format(time),
  '7d': (time) => day.format(time),
  '30d': (time) => day.format(time),
}

/** "3 Nov, 14:05", in the reader's time zone. */
export const formatChange = (time: number): string => `${day.format(time)}, ${clock.format(time)}`
