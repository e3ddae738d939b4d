import { HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import type { StatusTimeline } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'
import type { Rollout } from '#contract/rollout.ts'

/** Updates to the target between two times (ms), usually an hour apart. */
export interface RolloutHour {
  from: number
  until: number
  granted: number
  completed: number
  failed: number
}

/** Nebraska rounds the times of its points. */
const SLACK_MS = MINUTE_MS

/** The hours that the server counted, oldest first; the last one has only begun. */
export const hoursOfRollout = ({ hours }: Rollout): RolloutHour[] =>
  hours.map(({ from_ts, until_ts, ...counts }) => ({
    from: Date.parse(from_ts),
    until: Date.parse(until_ts),
    ...counts,
  }))

/**
 * The same from a status timeline of a day. Each of its points counts the history entries since the one before, an hour
 * or less; they add up to hours that end now. Leaves out the hours before the first report.
 */
export function hoursOfTimeline(wire: StatusTimeline, target: string): RolloutHour[] {
  const points = Object.entries(wire)
    .map(([time, at]) => ({ time: Date.parse(time), at }))
    .toSorted((a, b) => a.time - b.time)
  const last = points.at(-1)?.time ?? 0
  const first = points.at(0)?.time ?? last
  const count = Math.round((last - first) / HOUR_MS)
  const hours = Array.from({ length: count }, (_, index): RolloutHour => {
    const until = last - (count - 1 - index) * HOUR_MS
    const from = until - HOUR_MS
    const within = points.filter(({ time }) => time > from + SLACK_MS && time <= until + SLACK_MS)
    const sum = (status: InstanceStatus) =>
      within.reduce((all, { at }) => all + (at[status]?.[target] ?? 0), 0)
    const { updateGranted, complete, error } = INSTANCE_STATUS
    return { from, until, granted: sum(updateGranted), completed: sum(complete), failed: sum(error) }
  })
  const reported = hours.findIndex(({ granted, completed, failed }) => granted + completed + failed > 0)
  return reported === -1 ? [] : hours.slice(reported)
}

export interface Pace {
  /** Updates completed in the last full hour; null before there is one. */
  lastHour: number | null
  /** Updates completed per hour, averaged over the full hours; null before there is one. */
  hourlyAverage: number | null
  fullHours: number
  /** Totals of all hours, including partial ones. */
  granted: number
  completed: number
  failed: number
}

/** Whether the hour is over and the rollout had started before it. */
export const isFullHour = ({ from, until }: RolloutHour, started: number): boolean =>
  until - from >= HOUR_MS && from >= started

/** @param started when the rollout started, in ms; 0 where that is unknown */
export function rolloutPace(hours: readonly RolloutHour[], started: number): Pace {
  const whole = hours.filter((hour) => isFullHour(hour, started))
  const sum = (of: readonly RolloutHour[], key: 'granted' | 'completed' | 'failed') =>
    of.reduce((all, hour) => all + hour[key], 0)
  return {
    lastHour: whole.at(-1)?.completed ?? null,
    hourlyAverage: whole.length === 0 ? null : sum(whole, 'completed') / whole.length,
    fullHours: whole.length,
    granted: sum(hours, 'granted'),
    completed: sum(hours, 'completed'),
    failed: sum(hours, 'failed'),
  }
}
