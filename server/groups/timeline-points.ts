import { type Duration, DURATION_SECONDS, windowStart } from '#contract/duration.ts'

/** The times that a timeline shows: evenly spaced, oldest first, both ends of the window included. */
export interface TimelinePoints {
  times: Date[]
  first: Date
  /** Seconds between two of them. */
  step: number
}

export function timelinePoints(duration: Duration, now: Date): TimelinePoints {
  const { window, step } = DURATION_SECONDS[duration]
  const first = windowStart(duration, now)
  const times = Array.from(
    { length: Math.floor(window / step) + 1 },
    (_, point) => new Date(first.getTime() + point * step * 1000),
  )
  return { times, first, step }
}
