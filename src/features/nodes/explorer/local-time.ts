import { MINUTE_MS } from '#contract/time-units.ts'

/** A time (RFC 3339) as an input of the type `datetime-local` has it, in the reader's time zone. */
export function toLocalInput(time: string): string {
  const date = new Date(time)
  const local = new Date(date.getTime() - date.getTimezoneOffset() * MINUTE_MS)
  return local.toISOString().slice(0, 19)
}

/** What such an input says, as RFC 3339; null while it is no time. */
export function fromLocalInput(text: string): string | null {
  const time = new Date(text).getTime()
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
