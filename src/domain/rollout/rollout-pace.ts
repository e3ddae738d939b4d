import { HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import type { StatusTimeline } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'
import type { Rollout } from '#contract/rollout.ts'

/** What updates to the target came to between two times, in ms. */
export interface PaceHour {
  from: number
  until: number
  granted: number
  completed: number
  failed: number
}

/** A Nebraska's points are rounded. */
const SLACK = MINUTE_MS

/** As our server counted them, oldest first; the last is the hour under way. */
export const paceHoursOfRollout = ({ hours }: Rollout): PaceHour[] =>
  hours.map(({ from_ts, until_ts, ...counts }) => ({
    from: Date.parse(from_ts),
    until: Date.parse(until_ts),
    ...counts,
  }))

/**
 * The same from a status timeline of a day, whose points each count what was written since the one before, an hour or
 * less; parts of an hour are added up to hours that end now. Those before anything was reported are left out.
 */
export function paceHoursOfTimeline(wire: StatusTimeline, target: string): PaceHour[] {
  const points = Object.entries(wire)
    .map(([time, at]) => ({ time: Date.parse(time), at }))
    .toSorted((a, b) => a.time - b.time)
  const last = points.at(-1)?.time ?? 0
  const first = points.at(0)?.time ?? last
  const count = Math.round((last - first) / HOUR_MS)
  const hours = Array.from({ length: count }, (_, index): PaceHour => {
    const until = last - (count - 1 - index) * HOUR_MS
    const from = until - HOUR_MS
    const within = points.filter(({ time }) => time > from + SLACK && time <= until + SLACK)
    const sum = (status: InstanceStatus) =>
      within.reduce((all, { at }) => all + (at[status]?.[target] ?? 0), 0)
    const { updateGranted, complete, error } = INSTANCE_STATUS
    return { from, until, granted: sum(updateGranted), completed: sum(complete), failed: sum(error) }
  })
  const reported = hours.findIndex(({ granted, completed, failed }) => granted + completed + failed > 0)
  return reported === -1 ? [] : hours.slice(reported)
}

export interface Pace {
  /** Updates completed in the last whole hour; null before there is one. */
  lastHour: number | null
  /** In the whole hours that are told, an hour on average; null before there is one. */
  anHour: number | null
  /** How many whole hours these are. */
  wholeHours: number
  /** In all of the hours that are told, the one under way included. */
  granted: number
  completed: number
  failed: number
}

/** Whether an hour is over, and was one of the rollout from its beginning on. */
export const isWholeHour = ({ from, until }: PaceHour, started: number): boolean =>
  until - from >= HOUR_MS && from >= started

/**
 * The pace of a rollout by the hours that are told.
 * @param started when the rollout started, in ms; 0 where that isn't known
 */
export function rolloutPace(hours: readonly PaceHour[], started: number): Pace {
  const whole = hours.filter((hour) => isWholeHour(hour, started))
  const sum = (of: readonly PaceHour[], key: 'granted' | 'completed' | 'failed') =>
    of.reduce((all, hour) => all + hour[key], 0)
  return {
    lastHour: whole.at(-1)?.completed ?? null,
    anHour: whole.length === 0 ? null : sum(whole, 'completed') / whole.length,
    wholeHours: whole.length,
    granted: sum(hours, 'granted'),
    completed: sum(hours, 'completed'),
    failed: sum(hours, 'failed'),
  }
}
