import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { formatDuration } from '#src/lib/format-time.ts'
import { plural } from '#src/lib/format-number.ts'

/** The distance (ms) between the points of a timeline; null with fewer than two. */
export function timelineSpacing(wire: Record<string, unknown>): number | null {
  const times = Object.keys(wire)
    .map((time) => Date.parse(time))
    .toSorted((a, b) => a - b)
  const [first, last] = [times.at(0), times.at(-1)]
  return first === undefined || last === undefined || last <= first
    ? null
    : (last - first) / (times.length - 1)
}

/** The same after "every": "15 minutes", "day", "3 days", "1 h 24 min". Servers differ in their number of points. */
export function formatSpacing(wire: Record<string, unknown>): string | null {
  const spacing = timelineSpacing(wire)
  if (spacing === null) return null
  const [length, unit] = UNITS.find(([length]) => spacing >= length - SLACK_MS) ?? [1000, 'second']
  const rounded = Math.round(spacing / length)
  if (Math.abs(rounded * length - spacing) > SLACK_MS) return formatDuration(spacing)
  return rounded === 1 ? unit : plural(rounded, unit)
}

/** Some servers round times to the second. */
const SLACK_MS = 1000

const UNITS = [
  [DAY_MS, 'day'],
  [HOUR_MS, 'hour'],
  [MINUTE_MS, 'minute'],
] as const
