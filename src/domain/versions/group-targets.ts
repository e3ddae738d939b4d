import { type Group, targetVersion } from '#contract/group.ts'

/** The versions that groups are to run, and how many groups each of them. */
export function groupTargets(groups: readonly Group[]): Map<string, number> {
  const targets = new Map<string, number>()
  for (const group of groups) {
    const version = targetVersion(group)
    if (version !== null) targets.set(version, (targets.get(version) ?? 0) + 1)
  }
  return targets
}

/** By version, for a legend: "current target", or "target of 2 of 3 groups". */
export const targetNotes = (groups: readonly Group[]): Record<string, string> =>
  Object.fromEntries(
    [...groupTargets(groups)].map(([version, count]) => [
      version,
      count === groups.length ? 'current target' : `target of ${count} of ${groups.length} groups`,
    ]),
  )
