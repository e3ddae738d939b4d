import { HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { startOfDay, timeOfDay } from './zoned-time.ts'

const DAY_MINUTES = 24 * 60

/** On a longer axis, ticks are days. */
export const MAX_AXIS_OF_HOURS_MS = 36 * HOUR_MS

/** Distances between ticks that are easy to read, in minutes. */
const STEPS = [1, 5, 15, 30, 60, 180, 360, 720].concat(
  [1, 2, 5, 10, 20, 50, 100, 200, 365, 730, 1825].map((days) => days * DAY_MINUTES),
)

/**
 * At most `most` round times between two others (ms): full quarters, hours or midnights in the shown time zone.
 */
export function timeTicks(from: number, to: number, most: number): number[] {
  const shortest = to - from > MAX_AXIS_OF_HOURS_MS ? DAY_MINUTES : 0
  const step =
    STEPS.find((step) => step >= shortest && (to - from) / (step * MINUTE_MS) < most) ??
    Number.POSITIVE_INFINITY
  if (!Number.isFinite(step) || to < from) return []
  const ticks = new Set<number>()
  for (let minutes = 0; ; minutes += step) {
    // By the calendar, since a day is not always 24 hours.
    const [days, rest] = [Math.floor(minutes / DAY_MINUTES), minutes % DAY_MINUTES]
    const tick = timeOfDay(from, days, rest)
    if (tick > to) return [...ticks]
    if (tick >= from) ticks.add(tick)
  }
}

/** At most `most` round times since a start, in ms: the start, and every hour or day until `length`. */
export function elapsedTicks(length: number, most: number): number[] {
  const step = (STEPS.find((step) => length / (step * MINUTE_MS) < most) ?? Infinity) * MINUTE_MS
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => (index === 0 ? 0 : index * step))
}

/**
 * At most `most` of the times of bars (ms, ascending): every n-th, starting with the first; on an axis of days only the
 * first bar of each day.
 */
export function barTicks(times: readonly number[], most: number): number[] {
  const length = (times.at(-1) ?? 0) - (times[0] ?? 0)
  const ticks = length > MAX_AXIS_OF_HOURS_MS ? times.filter(isFirstOfDay) : times
  const every = Math.ceil(ticks.length / most)
  return ticks.filter((_, index) => index % every === 0)
}

function isFirstOfDay(time: number, index: number, times: readonly number[]): boolean {
  const before = times[index - 1]
  return before !== undefined && startOfDay(before) !== startOfDay(time)
}

/** Leaves out ticks whose label is that of the tick before: two bars of one day, or the hour that a clock repeats. */
export const distinctTicks = (ticks: readonly number[], format: (time: number) => string): number[] =>
  ticks.filter((tick, index) => {
    const before = ticks[index - 1]
    return before === undefined || format(before) !== format(tick)
  })
