import type { VersionBreakdown } from '#contract/group-statistics.ts'
import { compareVersions, isVersion } from '#contract/version-order.ts'

/** The most significant part in which two versions differ. */
type VersionPart = 'major' | 'minor' | 'patch' | 'pre-release'

export type VersionRelation =
  | { kind: 'target' }
  | { kind: 'newer' | 'older'; by: VersionPart }
  /** There is no target, or the node reports something that is no version. */
  | { kind: 'unknown' }

export interface VersionShare {
  version: string
  nodes: number
  relation: VersionRelation
}

/** Versions, newest first, each compared with the target; a target that no node runs yet is included with 0 nodes. */
export function versionShares(breakdown: VersionBreakdown, target: string | null): VersionShare[] {
  const nodes = new Map(breakdown.map(({ version, instances }) => [version, instances]))
  if (target !== null && nodes.size > 0 && !nodes.has(target)) nodes.set(target, 0)
  return [...nodes]
    .map(([version, nodes]) => ({ version, nodes, relation: relationTo(target, version) }))
    .toSorted((a, b) => compareVersions(b.version, a.version))
}

/** How a version compares with the target. */
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

const PART_NAMES: Record<VersionPart, string> = {
  major: 'major version',
  minor: 'minor version',
  patch: 'patch version',
  'pre-release': 'pre-release',
}

/** "target", "a patch version behind", "a major version ahead"; empty where the two cannot be compared. */
export function describeRelation(relation: VersionRelation): string {
  if (relation.kind === 'unknown') return ''
  if (relation.kind === 'target') return 'target'
  return `a ${PART_NAMES[relation.by]} ${relation.kind === 'newer' ? 'ahead' : 'behind'}`
}
