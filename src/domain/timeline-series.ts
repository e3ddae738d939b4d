import { DURATION_SECONDS, type Duration } from '#contract/duration.ts'
import type { StatusTimeline, VersionTimeline } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'
import { compareVersions } from '#contract/version-order.ts'
import { plural } from '#src/lib/plural.ts'
import { rampColour } from '#src/ui/ramp-colour.ts'
import { instanceStatusName } from './instance-status.ts'
import { statusColour } from './status-colours.ts'

interface TimelineSeries {
  key: string
  label: string
  colour: string
}

/** A chart's data: every point has one value for each series, in the order of the series. */
export interface Timeline {
  series: TimelineSeries[]
  /** Oldest first; `time` in milliseconds. */
  points: { time: number; values: number[] }[]
}

/** More could not be told apart. */
const MOST_VERSIONS = 8

/**
 * Nodes by version over time, newest version first. When there are more than a chart can show, those that
 * matter least now, and mattered least before, are told as one, the last.
 */
export function versionTimeline(wire: VersionTimeline): Timeline {
  const points = sortedPoints(wire)
  const newestFirst = [...new Set(points.flatMap(({ at }) => Object.keys(at)))]
    .filter((version) => points.some(({ at }) => (at[version] ?? 0) > 0))
    .toSorted((a, b) => compareVersions(b, a))
  const shown = mostImportant(newestFirst, points)
  const others = newestFirst.filter((version) => !shown.includes(version))
  const rows = shown.map((version) => ({ key: version, label: version, versions: [version] }))
  if (others.length > 0) {
    rows.push({ key: 'other', label: plural(others.length, 'other version'), versions: others })
  }
  return {
    series: rows.map(({ key, label }, index) => ({ key, label, colour: rampColour(index, rows.length) })),
    points: points.map(({ time, at }) => ({
      time,
      values: rows.map(({ versions }) => sum(versions.map((version) => at[version] ?? 0))),
    })),
  }
}

/** First those that nodes run at the end, then those that had the most nodes. Keeps the order of the list. */
function mostImportant(
  versions: readonly string[],
  points: readonly { at: VersionTimeline[string] }[],
): readonly string[] {
  if (versions.length <= MOST_VERSIONS) return versions
  const latest = (version: string) => points.at(-1)?.at[version] ?? 0
  const most = (version: string) => Math.max(...points.map(({ at }) => at[version] ?? 0))
  const kept = versions
    .toSorted((a, b) => latest(b) - latest(a) || most(b) - most(a))
    .slice(0, MOST_VERSIONS - 1)
  return versions.filter((version) => kept.includes(version))
}

/** From the end of an update to its beginning: what is done lies at the bottom of a stack. */
const STATUS_ORDER: readonly InstanceStatus[] = [
  INSTANCE_STATUS.complete,
  INSTANCE_STATUS.installed,
  INSTANCE_STATUS.downloaded,
  INSTANCE_STATUS.downloading,
  INSTANCE_STATUS.updateGranted,
  INSTANCE_STATUS.onHold,
  INSTANCE_STATUS.error,
  INSTANCE_STATUS.undefined,
]

/** What nodes reported in the interval before each point, by status; statuses that nobody reported are left out. */
export function statusTimeline(wire: StatusTimeline): Timeline {
  const points = sortedPoints(wire)
  const statuses = STATUS_ORDER.filter((status) => points.some(({ at }) => reports(at, status) > 0))
  return {
    series: statuses.map((status) => ({
      key: String(status),
      label: instanceStatusName(status).label,
      colour: statusColour(status),
    })),
    points: points.map(({ time, at }) => ({
      time,
      values: statuses.map((status) => reports(at, status)),
    })),
  }
}

const reports = (at: StatusTimeline[string], status: InstanceStatus) => sum(Object.values(at[status] ?? {}))

function sortedPoints<At>(wire: Record<string, At>): { time: number; at: At }[] {
  return Object.entries(wire)
    .map(([time, at]) => ({ time: Date.parse(time), at }))
    .toSorted((a, b) => a.time - b.time)
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** How far apart a timeline's points are: "15 minutes", "day", "3 days". */
export function spacingInWords(duration: Duration): string {
  const { step } = DURATION_SECONDS[duration]
  const [length, unit] = SPACING_UNITS.find(([length]) => step >= length) ?? [1, 'second']
  return step === length ? unit : plural(step / length, unit)
}

const SPACING_UNITS = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
] as const
