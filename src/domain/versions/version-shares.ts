import type { VersionBreakdown } from '#contract/group-statistics.ts'
import { compareVersions, isVersion } from '#contract/version-order.ts'

/** The highest number in which two versions differ. */
type VersionPart = 'major' | 'minor' | 'patch' | 'pre-release'

export type VersionRelation =
  | { kind: 'target' }
  | { kind: 'newer' | 'older'; by: VersionPart }
  /** There is no target, or what the node says is no version. */
  | { kind: 'unknown' }

export interface VersionShare {
  version: string
  nodes: number
  relation: VersionRelation
}

/**
 * Versions newest first, each with its distance to the target. A target that no node runs yet is among
 * them with 0 nodes.
 */
export function versionShares(breakdown: VersionBreakdown, target: string | null): VersionShare[] {
  const nodes = new Map(breakdown.map(({ version, instances }) => [version, instances]))
  if (target !== null && nodes.size > 0 && !nodes.has(target)) nodes.set(target, 0)
  return [...nodes]
    .map(([version, nodes]) => ({ version, nodes, relation: relationTo(target, version) }))
    .toSorted((a, b) => compareVersions(b.version, a.version))
}

/** Where a version lies beside the target. */
export function relationTo(target: string | null, version: string): VersionRelation {
  if (target === null || !isVersion(version) || !isVersion(target)) return { kind: 'unknown' }
  const order = compareVersions(version, target)
  if (order === 0) return { kind: 'target' }
  return { kind: order > 0 ? 'newer' : 'older', by: differingPart(version, target) }
}

const PARTS = ['major', 'minor', 'patch'] as const

const numbers = (version: string) => (version.split(/[-+]/)[0] ?? '').split('.')

function differingPart(a: string, b: string): VersionPart {
  const [numbersA, numbersB] = [numbers(a), numbers(b)]
  return PARTS.find((_, index) => numbersA[index] !== numbersB[index]) ?? 'pre-release'
}

/** "target", "older by a patch"; empty where nothing can be said. */
export function describeRelation(relation: VersionRelation): string {
  if (relation.kind === 'unknown') return ''
  return relation.kind === 'target' ? 'target' : `${relation.kind} by a ${relation.by}`
}
