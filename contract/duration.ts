import * as z from 'zod/mini'
import { DAY_MS, HOUR_MS, MINUTE_MS } from './time-units.ts'

/** The only time windows that a server accepts. */
export const DURATIONS = ['1h', '1d', '7d', '30d'] as const
export type Duration = (typeof DURATIONS)[number]

export const durationSchema = z.enum(DURATIONS, 'duration must be 1h, 1d, 7d or 30d')

/** Each window's length and the distance between its timeline's points, in milliseconds; both ends are points. */
export const DURATION_MS: Record<Duration, { window: number; step: number }> = {
  '1h': { window: HOUR_MS, step: 15 * MINUTE_MS },
  '1d': { window: DAY_MS, step: HOUR_MS },
  '7d': { window: 7 * DAY_MS, step: DAY_MS },
  '30d': { window: 30 * DAY_MS, step: 3 * DAY_MS },
}

/**
 * A node that was not seen for this long is silent: a group's counts and limits leave it out, and the server ignores its
 * events (docs/protocol.md, “Counts”).
 */
export const SILENT_AFTER_MS = DURATION_MS['1d'].window

/** The start of the window that ends now. */
export const windowStart = (duration: Duration, now: Date): Date =>
  new Date(now.getTime() - DURATION_MS[duration].window)
