import type { Group } from '#contract/group.ts'
import { countOtherVersions } from '#contract/version-limit.ts'
import { plural } from '#src/lib/format-number.ts'
import { sum } from '#src/lib/sum.ts'
import { type ChartMeasure, OTHERS_KEY } from '#src/ui/charts/chart-data.ts'
import { OTHERS_COLOUR } from '#src/ui/charts/chart-colours.ts'
import type { VersionSection } from './fleet-versions.ts'
import { groupTargets } from './group-targets.ts'
import { versionColours } from './version-colours.ts'

interface VersionBars {
  /** Newest first. */
  series: { key: string; label: string; colour: string }[]
  /** One for each group, with one value for each series. */
  bars: { key: string; label: string; values: number[] }[]
}

/** More could not be distinguished. */
const MAX_SERIES = 8
const MAX_BARS = 12
const OTHER_GROUPS = 'other'

/**
 * A bar for each group with its nodes by version. Where there are too many, the versions with the fewest nodes become
 * one series, the last, and so do the groups with the fewest; every node is counted.
 */
export function versionBars({ versions, groups }: VersionSection): VersionBars {
  const run = versions.filter(({ nodes }) => nodes > 0)
  const single = run.filter(({ version }) => countOtherVersions(version) === null)
  const most = single.toSorted((a, b) => b.nodes - a.nodes).slice(0, MAX_SERIES - 1)
  const shown = run.length <= MAX_SERIES ? single : single.filter((version) => most.includes(version))
  const rest = run.filter((version) => !shown.includes(version))
  const rows = shown.map((version) => ({ key: version.version, label: version.version, of: [version] }))
  if (rest.length > 0) {
    const count = rest.reduce((sum, { version }) => sum + (countOtherVersions(version) ?? 1), 0)
    rows.push({ key: OTHERS_KEY, label: plural(count, 'other version'), of: rest })
  }
  const colours = versionColours(
    shown.map(({ version }) => version),
    [...groupTargets(groups).keys()],
  )
  const singleGroups = groups.length <= MAX_BARS ? groups : groups.slice(0, MAX_BARS - 1)
  const others = groups.slice(singleGroups.length)
  const bars = singleGroups.map((group) => ({ key: group.id, label: group.name, groups: [group] }))
  if (others.length > 0) {
    bars.push({ key: OTHER_GROUPS, label: plural(others.length, 'other group'), groups: others })
  }
  return {
    series: rows.map(({ key, label }, index) => ({ key, label, colour: colours[index] ?? OTHERS_COLOUR })),
    bars: bars.map(({ key, label, groups }) => ({
      key,
      label,
      values: rows.map(({ of }) => nodesIn(of, groups)),
    })),
  }
}

function nodesIn(versions: VersionSection['versions'], groups: readonly Group[]): number {
  const ids = new Set(groups.map(({ id }) => id))
  return versions
    .flatMap(({ parts }) => parts)
    .reduce((sum, { group, nodes }) => (ids.has(group.id) ? sum + nodes : sum), 0)
}

/** A longer one would leave the others too short to read. */
const MAX_BAR_RATIO = 2

/**
 * The bars to draw. As numbers of nodes, the bar of all other groups is left out where it would be much longer than the
 * longest of a single group.
 */
export function barsToScale(
  { series, bars }: VersionBars,
  measure: ChartMeasure,
): { shown: VersionBars; leftOut: { label: string; nodes: number } | null } {
  const others = bars.find(({ key }) => key === OTHER_GROUPS)
  const single = bars.filter((bar) => bar !== others)
  const longest = Math.max(...single.map(({ values }) => sum(values)))
  if (measure === 'share' || !others || sum(others.values) <= MAX_BAR_RATIO * longest)
    return { shown: { series, bars }, leftOut: null }
  return { shown: { series, bars: single }, leftOut: { label: others.label, nodes: sum(others.values) } }
}

/** A version's colour in the bars. */
export function colourOfVersion({ series }: VersionBars, version: string): string {
  const found = series.find(({ key }) => key === version) ?? series.find(({ key }) => key === OTHERS_KEY)
  return found?.colour ?? OTHERS_COLOUR
}
