import type { StatusTimeline, VersionTimeline } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'
import { compareVersions } from '#contract/version-order.ts'
import { rampColour } from '#src/ui/ramp-colour.ts'
import { plural } from '#src/lib/format-number.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { statusColour } from '#src/domain/nodes/status-colours.ts'

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

type VersionPoint = { time: number; at: VersionTimeline[string] }

/** More could not be told apart. */
const MOST_VERSIONS = 8

/** Nodes by version over time, newest version first. */
export function versionTimeline(wire: VersionTimeline): Timeline {
  const [timeline] = versionTimelines([wire])
  return timeline ?? { series: [], points: [] }
}

/**
 * The same of several groups of one application, to be read side by side: all have the same series, so that a version
 * has one colour. When there are more than a chart can show, those that matter least now, and mattered least before,
 * are told as one, the last.
 */
export function versionTimelines(wires: readonly VersionTimeline[]): Timeline[] {
  const groups = wires.map((wire) => sortedPoints(wire))
  const all = groups.flat()
  const newestFirst = [...new Set(all.flatMap(({ at }) => Object.keys(at)))]
    .filter((version) => all.some(({ at }) => (at[version] ?? 0) > 0))
    .toSorted((a, b) => compareVersions(b, a))
  const shown = mostImportant(newestFirst, groups)
  const others = newestFirst.filter((version) => !shown.includes(version))
  const rows = shown.map((version) => ({ key: version, label: version, versions: [version] }))
  if (others.length > 0) {
    rows.push({ key: 'other', label: plural(others.length, 'other version'), versions: others })
  }
  const series = rows.map(({ key, label }, index) => ({ key, label, colour: rampColour(index, rows.length) }))
  return groups.map((points) => ({
    series,
    points: points.map(({ time, at }) => ({
      time,
      values: rows.map(({ versions }) => sum(versions.map((version) => at[version] ?? 0))),
    })),
  }))
}

/** First those that nodes run at the end, then those that had the most nodes. Keeps the order of the list. */
function mostImportant(
  versions: readonly string[],
  groups: readonly (readonly VersionPoint[])[],
): readonly string[] {
  if (versions.length <= MOST_VERSIONS) return versions
  const latest = new Map<string, number>()
  const most = new Map<string, number>()
  for (const version of versions) {
    latest.set(version, sum(groups.map((points) => points.at(-1)?.at[version] ?? 0)))
    most.set(version, sum(groups.map((points) => Math.max(0, ...points.map(({ at }) => at[version] ?? 0)))))
  }
  const kept = versions
    .toSorted((a, b) => difference(latest, b, a) || difference(most, b, a))
    .slice(0, MOST_VERSIONS - 1)
  return versions.filter((version) => kept.includes(version))
}

const difference = (counts: Map<string, number>, a: string, b: string) =>
  (counts.get(a) ?? 0) - (counts.get(b) ?? 0)

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
      label: describeNodeStatus(status).label,
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
