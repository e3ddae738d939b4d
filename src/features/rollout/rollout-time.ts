import { DAY_MS } from '#contract/time-units.ts'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** A time below an axis of that length, in ms: the clock within a day and a half, else the day. */
export const tickOf = (length: number) => (time: number) =>
  (length <= 1.5 * DAY_MS ? clock : day).format(time)
