import type { StatusTimeline, VersionTimeline } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'
import { compareVersions } from '#contract/version-order.ts'
import { countOtherVersions } from '#contract/version-limit.ts'
import { sum } from '#src/lib/sum.ts'
import { OTHERS_COLOUR, TARGET_COLOUR } from '#src/ui/charts/chart-colours.ts'
import { OTHERS_KEY, type TimelineData } from '#src/ui/charts/chart-data.ts'
import { plural } from '#src/lib/format-number.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { statusColour } from '#src/domain/nodes/status-colours.ts'
import { versionColours } from './version-colours.ts'

type VersionPoint = { time: number; at: VersionTimeline[string] }

/** More could not be distinguished. */
const MAX_SERIES = 8

/** Nodes by version over time, newest version first. @param targets of the groups that the nodes are in */
export function versionSeries(wire: VersionTimeline, targets: readonly string[]): TimelineData {
  const [timeline] = sharedVersionSeries([wire], targets)
  return timeline ?? { series: [], points: [] }
}

/**
 * The same for several groups of one application, side by side: all share their series, so a version has one colour.
 * Where there are more versions than a chart can show, those with the fewest nodes now, then those with the fewest
 * before, become one series, the last.
 * @param targets of the groups
 */
export function sharedVersionSeries(
  wires: readonly VersionTimeline[],
  targets: readonly string[],
): TimelineData[] {
  const groups = wires.map((wire) => sortedPoints(wire))
  const all = groups.flat()
  const newestFirst = [...new Set(all.flatMap(({ at }) => Object.keys(at)))]
    .filter((version) => all.some(({ at }) => (at[version] ?? 0) > 0))
    .toSorted((a, b) => compareVersions(b, a))
  const shown = mostImportant(newestFirst, groups)
  const others = newestFirst.filter((version) => !shown.includes(version))
  const colours = versionColours(shown, targets)
  const rows = shown.map((version, index) => ({
    series: { key: version, label: version, colour: colours[index] ?? OTHERS_COLOUR },
    versions: [version],
  }))
  if (others.length > 0) {
    const count = sum(others.map((version) => countOtherVersions(version) ?? 1))
    const label = plural(count, 'other version')
    rows.push({ series: { key: OTHERS_KEY, label, colour: OTHERS_COLOUR }, versions: others })
  }
  const series = rows.map(({ series }) => series)
  return groups.map((points) => ({
    series,
    points: points.map(({ time, at }) => ({
      time,
      values: rows.map(({ versions }) => sum(versions.map((version) => at[version] ?? 0))),
    })),
  }))
}

/**
 * Nodes over time that run a version which some group is to run now, and all others. It holds for groups of several
 * applications, whose versions have no common order.
 */
export function targetSeries(wire: VersionTimeline, targets: readonly string[]): TimelineData {
  const isTarget = new Set(targets)
  return {
    series: [
      { key: 'target', label: 'target', colour: TARGET_COLOUR },
      { key: OTHERS_KEY, label: 'other', colour: OTHERS_COLOUR },
    ],
    points: sortedPoints(wire).map(({ time, at }) => {
      const nodes = sum(Object.values(at))
      const atTarget = sum(Object.entries(at).map(([version, count]) => (isTarget.has(version) ? count : 0)))
      return { time, values: [atTarget, nodes - atTarget] }
    }),
  }
}

/** The versions with the most nodes at the end, then those with the highest peak; keeps the order of the list. */
function mostImportant(
  versions: readonly string[],
  groups: readonly (readonly VersionPoint[])[],
): readonly string[] {
  const single = versions.filter((version) => countOtherVersions(version) === null)
  if (versions.length <= MAX_SERIES) return single
  const latest = new Map<string, number>()
  const most = new Map<string, number>()
  for (const version of versions) {
    latest.set(version, sum(groups.map((points) => points.at(-1)?.at[version] ?? 0)))
    most.set(version, sum(groups.map((points) => Math.max(0, ...points.map(({ at }) => at[version] ?? 0)))))
  }
  const kept = single
    .toSorted((a, b) => difference(latest, b, a) || difference(most, b, a))
    .slice(0, MAX_SERIES - 1)
  return versions.filter((version) => kept.includes(version))
}

const difference = (counts: Map<string, number>, a: string, b: string) =>
  (counts.get(a) ?? 0) - (counts.get(b) ?? 0)

/** From the end of an update to its start, so that complete nodes are at the bottom of a stack. */
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

/** The history entries in the interval before each point, by status; leaves out statuses without entries. */
export function statusSeries(wire: StatusTimeline): TimelineData {
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
