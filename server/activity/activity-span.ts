import { DAY_MS } from '#contract/time-units.ts'

const THREE_DAYS = 3 * DAY_MS

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

/** The time span of a list of activity. What is no RFC 3339 time means three days ago, and now. */
export function parseActivitySpan(start: string, end: string, now: Date): { start: Date; end: Date } {
  return { start: parseTime(start) ?? new Date(now.getTime() - THREE_DAYS), end: parseTime(end) ?? now }
}

function parseTime(text: string): Date | null {
  const time = new Date(RFC_3339.test(text) ? text : Number.NaN)
  return Number.isNaN(time.getTime()) ? null : time
}
