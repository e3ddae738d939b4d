import * as z from 'zod/mini'

/** The only windows that a server takes. */
export const DURATIONS = ['1h', '1d', '7d', '30d'] as const
export type Duration = (typeof DURATIONS)[number]

export const durationSchema = z.enum(DURATIONS, 'duration must be 1h, 1d, 7d or 30d')

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Each window's length and the distance of its timeline's points, in seconds; both ends are points. */
export const DURATION_SECONDS: Record<Duration, { window: number; step: number }> = {
  '1h': { window: HOUR, step: 15 * MINUTE },
  '1d': { window: DAY, step: HOUR },
  '7d': { window: 7 * DAY, step: DAY },
  '30d': { window: 30 * DAY, step: 3 * DAY },
}

/** When the window began that ends now. */
export const windowStart = (duration: Duration, now: Date): Date =>
  new Date(now.getTime() - DURATION_SECONDS[duration].window * 1000)
