import { MINUTE_MS } from '#contract/time-units.ts'

const DAY_MINUTES = 24 * 60

/** Distances that a reader can count in, in minutes. */
const STEPS = [1, 5, 15, 30, 60, 180, 360, 720].concat([1, 2, 5, 10].map((days) => days * DAY_MINUTES))

/**
 * Round times between two others, both in ms: full quarters, hours or midnights of the reader's time zone, at most
 * `most` of them.
 */
export function timeTicks(from: number, to: number, most: number): number[] {
  const step = STEPS.find((step) => (to - from) / (step * MINUTE_MS) < most) ?? Number.POSITIVE_INFINITY
  if (!Number.isFinite(step) || to < from) return []
  const first = new Date(from)
  const ticks = new Set<number>()
  for (let minutes = 0; ; minutes += step) {
    // Counted by the calendar: a day is not always 24 hours.
    const [days, rest] = [Math.floor(minutes / DAY_MINUTES), minutes % DAY_MINUTES]
    const tick = new Date(first.getFullYear(), first.getMonth(), first.getDate() + days, 0, rest).getTime()
    if (tick > to) return [...ticks]
    if (tick >= from) ticks.add(tick)
  }
}

/** Every n-th of the times that bars stand at, in ms and ascending, the first included and at most `most` of them. */
export function barTicks(times: readonly number[], most: number): number[] {
  const every = Math.ceil(times.length / most)
  return times.filter((_, index) => index % every === 0)
}
