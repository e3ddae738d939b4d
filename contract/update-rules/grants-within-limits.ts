import {
  decideWithinLimits,
  hasLimits,
  type RolloutPolicy,
  type UpdateCounts,
} from './decide-within-limits.ts'

/** The counts after more grants, each of which is in this period and in progress. */
const afterGrants = (counts: UpdateCounts, grants: number): UpdateCounts => ({
  ...counts,
  granted_in_last_period: counts.granted_in_last_period + grants,
  in_progress: counts.in_progress + grants,
})

/**
 * How many of the nodes that check in at once are granted before one is held, as `decideWithinLimits` decides for one
 * after another. Only the grants themselves change the counts.
 */
export function grantsWithinLimits(policy: RolloutPolicy, counts: UpdateCounts, checkIns: number): number {
  if (!hasLimits(policy)) return checkIns
  const isGranted = (nth: number) => decideWithinLimits(policy, afterGrants(counts, nth - 1)).kind === 'grant'
  if (checkIns <= 0 || !isGranted(1)) return 0
  if (isGranted(checkIns)) return checkIns
  // The nth is granted only if all before it are, so bisect between one that is granted and one that is held.
  let [granted, held] = [1, checkIns]
  while (held - granted > 1) {
    const between = Math.floor((granted + held) / 2)
    if (isGranted(between)) granted = between
    else held = between
  }
  return granted
}
