import { type Duration, DURATION_MS, windowStart } from '#contract/duration.ts'

/** The times of a timeline: evenly spaced, oldest first, including both ends of the window. */
export interface TimelinePoints {
  times: Date[]
  first: Date
  /** One interval before the first point. */
  before: Date
}

/** Without `points`, the points that every server has. */
export function timelinePoints(duration: Duration, now: Date, points?: number): TimelinePoints {
  const { window, step } = DURATION_MS[duration]
  const first = windowStart(duration, now)
  const steps = points === undefined ? Math.floor(window / step) : points - 1
  const at = (point: number) => new Date(first.getTime() + Math.round((point * window) / steps))
  return { times: Array.from({ length: steps + 1 }, (_, point) => at(point)), first, before: at(-1) }
}
