import { MINUTE_MS } from '#contract/time-units.ts'

/** An RFC 3339 time as the value of a `datetime-local` input, in the browser's time zone. */
export function toLocalInput(time: string): string {
  const date = new Date(time)
  const local = new Date(date.getTime() - date.getTimezoneOffset() * MINUTE_MS)
  return local.toISOString().slice(0, 19)
}

/** The value of a `datetime-local` input as RFC 3339; null while it is incomplete. */
export function fromLocalInput(text: string): string | null {
  const time = new Date(text).getTime()
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
