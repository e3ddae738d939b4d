import { type Duration, DURATION_MS, windowStart } from '#contract/duration.ts'

/** The times that a timeline shows: evenly spaced, oldest first, both ends of the window included. */
export interface TimelinePoints {
  times: Date[]
  first: Date
  /** As far before the first point as the second one is after it. */
  before: Date
}

/** Without a number of points, those that every server shows. */
export function timelinePoints(duration: Duration, now: Date, points?: number): TimelinePoints {
  const { window, step } = DURATION_MS[duration]
  const first = windowStart(duration, now)
  const steps = points === undefined ? Math.floor(window / step) : points - 1
  const at = (point: number) => new Date(first.getTime() + Math.round((point * window) / steps))
  return { times: Array.from({ length: steps + 1 }, (_, point) => at(point)), first, before: at(-1) }
}
