import type { VersionBreakdown } from '#contract/group-statistics.ts'
import { countOtherVersions } from '#contract/version-limit.ts'
import { compareVersions } from '#contract/version-order.ts'
import { formatShare, plural } from '#src/lib/format-number.ts'
import { OTHERS_COLOUR } from '#src/ui/charts/chart-colours.ts'
import type { Segment } from '#src/ui/SegmentBar.tsx'
import { versionColours } from './version-colours.ts'

/** More would be too thin to see. */
const MAX_SEGMENTS = 6

/**
 * The versions of a bar, newest first, in the colours of versions. Where there are too many, the oldest become one
 * segment.
 */
export function versionSegments(breakdown: VersionBreakdown, target: string | null): Segment[] {
  const newestFirst = breakdown
    .filter(({ instances }) => instances > 0)
    .toSorted((a, b) => compareVersions(b.version, a.version))
  const total = newestFirst.reduce((sum, { instances }) => sum + instances, 0)
  const single = newestFirst.length > MAX_SEGMENTS ? newestFirst.slice(0, MAX_SEGMENTS - 1) : newestFirst
  const rest = newestFirst.slice(single.length)
  const parts = single.map(({ version, instances }) => ({ key: version, label: version, nodes: instances }))
  if (rest.length > 0) {
    const nodes = rest.reduce((sum, { instances }) => sum + instances, 0)
    const count = rest.reduce((sum, { version }) => sum + (countOtherVersions(version) ?? 1), 0)
    // Those that the server counted together may be newer too.
    const kind = count === rest.length ? 'older version' : 'other version'
    parts.push({ key: 'older', label: plural(count, kind), nodes })
  }
  const colours = versionColours(
    single.map(({ version }) => version),
    target === null ? [] : [target],
  )
  return parts.map(({ key, label, nodes }, index) => ({
    key,
    label,
    value: nodes,
    text: `${plural(nodes, 'node')}, ${formatShare(nodes, total)}`,
    colour: colours[index] ?? OTHERS_COLOUR,
  }))
}
