import { countOtherVersions } from '#contract/version-limit.ts'
import { AHEAD_COLOUR, behindColour, OTHERS_COLOUR, TARGET_COLOUR } from '#src/ui/charts/chart-colours.ts'
import type { VersionPart, VersionSection } from './fleet-versions.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'

/** How many nodes are at one distance from their own group's target. */
export interface TargetDistance {
  key: string
  label: string
  nodes: number
  /** Any CSS colour: paler the further behind, never "worse". */
  colour: string
  /** Selects exactly these nodes; null where no filter can. */
  filter: Partial<NodeFilter> | null
}

/** From the target to the furthest behind. */
const LABELS = {
  target: 'At the target',
  newer: 'Newer than the target',
  'pre-release': 'A pre-release behind',
  patch: 'A patch version behind',
  minor: 'A minor version behind',
  major: 'A major version behind',
  unknown: 'No target to compare with',
} as const
const NOT_TOLD_APART = 'Other versions, or no target'
const KEYS = ['target', 'newer', 'pre-release', 'patch', 'minor', 'major', 'unknown'] as const

const COLOURS: Record<keyof typeof LABELS, string> = {
  target: TARGET_COLOUR,
  newer: AHEAD_COLOUR,
  'pre-release': behindColour(0, 4),
  patch: behindColour(1, 4),
  minor: behindColour(2, 4),
  major: behindColour(3, 4),
  unknown: OTHERS_COLOUR,
}

const keyOf = ({ relation }: VersionPart): keyof typeof LABELS =>
  relation.kind === 'older' ? relation.by : relation.kind

interface Cell extends VersionPart {
  version: string
}

/**
 * Node counts by distance, from the target to the furthest behind; leaves out distances that no node has.
 * @param shown the filter that selects every node of these sections
 */
export function targetDistances(
  sections: readonly VersionSection[],
  shown: Partial<NodeFilter> = {},
): TargetDistance[] {
  const cells = sections.flatMap(({ versions }) =>
    versions.flatMap(({ version, parts }) => parts.map((part): Cell => ({ ...part, version }))),
  )
  const noneIsNewer = cells.every((cell) => keyOf(cell) !== 'newer')
  return KEYS.flatMap((key) => {
    const those = cells.filter((cell) => keyOf(cell) === key)
    const nodes = sumOf(those)
    if (nodes === 0) return []
    const colour = COLOURS[key]
    const filter =
      key === 'target' && noneIsNewer
        ? { ...shown, side: 'reached' as const, newer: SEEN }
        : filterOf(those, cells)
    const label = key === 'unknown' && those.some(isOfOthers) ? NOT_TOLD_APART : LABELS[key]
    return [{ key, label, nodes, colour, filter }]
  })
}

/** More groups would make a URL longer than servers and proxies accept. */
const MAX_GROUPS = 30

// A filter of groups and versions matches every pair of them, so it may match nodes at other distances too.
function filterOf(those: readonly Cell[], cells: readonly Cell[]): Partial<NodeFilter> | null {
  const groups = new Set(those.map(({ group }) => group.id))
  const versions = new Set(those.map(({ version }) => version))
  const meant = cells.filter(({ group, version }) => groups.has(group.id) && versions.has(version))
  return those.some(isOfOthers) || groups.size > MAX_GROUPS || meant.length !== those.length
    ? null
    : { groups: [...groups], versions: [...versions], newer: SEEN }
}

/** Whether it is of more versions than the server tells apart. */
const isOfOthers = ({ version }: Cell) => countOtherVersions(version) !== null

const sumOf = (cells: readonly Cell[]) => cells.reduce((sum, { nodes }) => sum + nodes, 0)

/** The time window in which the server counts versions. */
const SEEN = '1d'
