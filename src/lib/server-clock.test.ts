import { HOUR_MS, SECOND_MS } from '#contract/time-units.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { clockCorrection, serverNow, synchronizeClock, toServerTime } from './server-clock.ts'

const NOON = Date.parse('2026-03-04T12:00:00Z')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON })
  clockCorrection.set(0)
})
afterEach(() => {
  vi.useRealTimers()
  clockCorrection.set(0)
})

/** A response that the server dated at `date`, sent and received at these times of the browser's clock. */
const receive = (date: number | string, sentAt = NOON, receivedAt = sentAt + 30, age?: string) =>
  synchronizeClock(
    new Headers({
      date: typeof date === 'string' ? date : new Date(date).toUTCString(),
      ...(age !== undefined && { age }),
    }),
    sentAt,
    receivedAt,
  )

test('a browser two hours ahead shows the server’s time', () => {
  receive(NOON - 2 * HOUR_MS)
  expect(Math.abs(serverNow() - (NOON - 2 * HOUR_MS))).toBeLessThanOrEqual(SECOND_MS)
  expect(toServerTime(NOON - HOUR_MS) - (NOON - 3 * HOUR_MS)).toBeLessThanOrEqual(SECOND_MS)
})

test('a browser two hours behind does as well', () => {
  receive(NOON + 2 * HOUR_MS)
  expect(Math.abs(serverNow() - (NOON + 2 * HOUR_MS))).toBeLessThanOrEqual(SECOND_MS)
})

test('a browser whose clock is right is not corrected, however slow the response or late in its second', () => {
  receive(NOON, NOON + 999)
  receive(NOON, NOON - 8 * SECOND_MS, NOON + 9 * SECOND_MS)
  expect(serverNow()).toBe(NOON)
})

test('further responses narrow the correction and do not let it swing', () => {
  receive(NOON - HOUR_MS, NOON, NOON + 5 * SECOND_MS)
  const wide = clockCorrection.get()
  receive(NOON - HOUR_MS, NOON, NOON + 30)
  expect(clockCorrection.get()).toBe(wide)
  receive(NOON - HOUR_MS, NOON + 900, NOON + 930)
  expect(clockCorrection.get()).toBeLessThan(wide)
})

test('a browser whose clock is set right meanwhile is corrected no longer', () => {
  receive(NOON - 2 * HOUR_MS)
  receive(NOON, NOON + 500)
  expect(Math.abs(clockCorrection.get())).toBeLessThanOrEqual(SECOND_MS)
})

test('a response from a cache counts with its age', () => {
  receive(NOON - HOUR_MS, NOON, NOON + 30, '3600')
  expect(clockCorrection.get()).toBe(0)
})

test('a response without a readable date changes nothing', () => {
  receive('yesterday')
  synchronizeClock(new Headers(), NOON, NOON)
  expect(clockCorrection.get()).toBe(0)
})
