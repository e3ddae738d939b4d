import { SECOND_MS } from '#contract/time-units.ts'
import { createExternalStore } from './external-store.ts'

/** What to add to the browser's clock, in ms, for the time of the server, whose timestamps every age is counted from. */
export const clockCorrection = createExternalStore(0)

/** The server's time in ms since 1970; the browser's own until the first response. */
export const serverNow = (): number => toServerTime(Date.now())

/** A time that the browser's clock gave, such as when a response was received, on the server's clock. Both in ms. */
export const toServerTime = (browserTime: number): number => browserTime + clockCorrection.get()

/**
 * Corrects the clock by a response's `Date`, which is of whole seconds (RFC 9110, section 6.6.1), by as little as agrees
 * with it: a browser whose clock is right needs no correction, however long the response took.
 * @param sentAt when the request was sent, in ms of the browser's clock
 * @param receivedAt when the response was received, likewise
 */
export function synchronizeClock(headers: Headers, sentAt: number, receivedAt: number): void {
  const date = Date.parse(headers.get('date') ?? '')
  // A cache on the way says how long it has kept the response.
  const age = Number(headers.get('age') ?? 0) * SECOND_MS
  if (Number.isNaN(date) || Number.isNaN(age)) return
  const least = date + age - receivedAt
  const most = date + age + SECOND_MS - sentAt
  clockCorrection.set(Math.max(least, Math.min(most, clockCorrection.get())))
}
