import { timeOfClock, zonedTimestamp } from '#src/lib/zoned-time.ts'

/** An RFC 3339 time as the value of a `datetime-local` input, in the shown time zone. */
export const toLocalInput = (time: string): string => zonedTimestamp(Date.parse(time)).slice(0, 19)

/** The value of a `datetime-local` input as RFC 3339; null while it is incomplete. */
export function fromLocalInput(text: string): string | null {
  const clock = Date.parse(`${text}Z`)
  return Number.isNaN(clock) ? null : new Date(timeOfClock(clock)).toISOString()
}
