import type { VersionBreakdown } from './group-statistics.ts'

/** How many versions are listed in a fleet summary, in a timeline with `points`, and on screen. */
export const MAX_LISTED_VERSIONS = 200

/** How many a breakdown has at most. */
export const MAX_BREAKDOWN_VERSIONS = 20_000
/**
 * Query parameter of `version_breakdown` that only Platte's own server knows: the most versions to tell apart, 20,000 at
 * most.
 */
export const VERSIONS = 'versions'

/** The name under which versions beyond a limit are counted together. It is no SemVer, so no node runs it. */
const otherVersions = (count: number) => `${count} other versions`

/** How many versions such a name stands for; null for a version. */
export function countOtherVersions(name: string): number | null {
  const [, count] = /^(\d+) other versions$/.exec(name) ?? []
  return count === undefined ? null : Number(count)
}

/**
 * The name under which each version is counted: its own for as many as `limit` allows, else that of all others together,
 * so that there are never more names than the limit.
 * @param ranked the versions, the one to keep first
 */
export function limitVersions(ranked: readonly string[], limit: number): Map<string, string> {
  const isWithin = ranked.length <= limit
  const kept = ranked.filter((name, place) => isWithin || (place < limit - 1 && !countOtherVersions(name)))
  const names = new Map(kept.map((version) => [version, version]))
  const others = ranked.filter((version) => !names.has(version))
  const name = otherVersions(others.reduce((sum, version) => sum + (countOtherVersions(version) ?? 1), 0))
  for (const version of others) names.set(version, name)
  return names
}

/**
 * The versions with the most nodes, and the target, in their order; the others become one entry, the last.
 * @param target the version to keep in any case; null for none
 */
export function limitBreakdown(
  breakdown: VersionBreakdown,
  limit: number,
  target: string | null = null,
): VersionBreakdown {
  if (breakdown.length <= limit) return breakdown
  const ranked = breakdown
    .toSorted(
      (a, b) => Number(b.version === target) - Number(a.version === target) || b.instances - a.instances,
    )
    .map(({ version }) => version)
  const names = limitVersions(ranked, limit)
  const kept = breakdown.filter(({ version }) => names.get(version) === version)
  const others = breakdown.filter(({ version }) => names.get(version) !== version)
  const sum = (of: 'instances' | 'percentage') => others.reduce((total, one) => total + one[of], 0)
  const version = names.get(others[0]?.version ?? '') ?? ''
  return [...kept, { version, instances: sum('instances'), percentage: sum('percentage') }]
}

/** The versions of a breakdown, without the entry for all others. */
export const listedVersions = (breakdown: VersionBreakdown): string[] =>
  breakdown.flatMap(({ version }) => (countOtherVersions(version) === null ? version : []))
