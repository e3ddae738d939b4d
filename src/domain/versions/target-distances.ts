import { rampColour } from '#src/ui/ramp-colour.ts'
import type { VersionPart, VersionSection } from './fleet-versions.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { describeRelation } from './version-shares.ts'

/** How many nodes are how far from their own group's target. */
export interface TargetDistance {
  key: string
  label: string
  nodes: number
  /** Any CSS colour: paler the further behind, never "worse". */
  colour: string
  /** The very same nodes; null where no filter of nodes says that. */
  filter: Partial<NodeFilter> | null
}

const LABELS: Record<string, string> = {
  target: 'At the target',
  newer: 'Newer than the target',
  'older by a pre-release': 'Older by a pre-release',
  'older by a patch': 'Older by a patch',
  'older by a minor': 'Older by a minor',
  'older by a major': 'Older by a major',
  '': 'No target to compare with',
}

const keyOf = ({ relation }: VersionPart) =>
  relation.kind === 'newer' ? 'newer' : describeRelation(relation)

interface Cell extends VersionPart {
  version: string
}

/**
 * From the target to what is furthest behind; distances that no node has are left out.
 * @param shown the filter that means every node of these sections
 */
export function targetDistances(
  sections: readonly VersionSection[],
  shown: Partial<NodeFilter> = {},
): TargetDistance[] {
  const cells = sections.flatMap(({ versions }) =>
    versions.flatMap(({ version, parts }) => parts.map((part): Cell => ({ ...part, version }))),
  )
  const keys = Object.keys(LABELS)
  const steps = keys.length - 2
  const noneIsNewer = cells.every((cell) => keyOf(cell) !== 'newer')
  return keys.flatMap((key, index) => {
    const those = cells.filter((cell) => keyOf(cell) === key)
    const nodes = sumOf(those)
    if (nodes === 0) return []
    const colour = key === '' ? 'var(--platte-border)' : rampColour(Math.max(0, index - 1), steps)
    const filter =
      key === 'target' && noneIsNewer
        ? { ...shown, side: 'reached' as const, newer: SEEN }
        : filterOf(those, cells)
    return [{ key: key || 'unknown', label: LABELS[key] ?? key, nodes, colour, filter }]
  })
}

/** More groups would make a URL that servers and proxies refuse. */
const MOST_GROUPS = 30

// A filter names groups and versions, and means every pair of them.
function filterOf(those: readonly Cell[], cells: readonly Cell[]): Partial<NodeFilter> | null {
  const groups = new Set(those.map(({ group }) => group.id))
  const versions = new Set(those.map(({ version }) => version))
  const meant = cells.filter(({ group, version }) => groups.has(group.id) && versions.has(version))
  return groups.size > MOST_GROUPS || meant.length !== those.length
    ? null
    : { groups: [...groups], versions: [...versions], newer: SEEN }
}

const sumOf = (cells: readonly Cell[]) => cells.reduce((sum, { nodes }) => sum + nodes, 0)

/** The window that versions are counted in. */
const SEEN = '1d'
