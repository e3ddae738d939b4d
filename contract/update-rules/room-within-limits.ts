import {
  decideWithinLimits,
  hasLimits,
  type RolloutPolicy,
  type UpdateCounts,
} from './decide-within-limits.ts'

/** Counts after `grants` more; each is granted in this period and in progress. */
const afterGrants = (counts: UpdateCounts, grants: number): UpdateCounts => ({
  ...counts,
  granted_in_last_period: counts.granted_in_last_period + grants,
  in_progress: counts.in_progress + grants,
})

/**
 * How many of the nodes that ask at one moment are granted before one is held, as `decideWithinLimits` decides it of
 * one after the other. All counts but those of the grants themselves stay as they are.
 * @param asking how many ask
 */
export function roomWithinLimits(policy: RolloutPolicy, counts: UpdateCounts, asking: number): number {
  if (!hasLimits(policy)) return asking
  const isGranted = (nth: number) => decideWithinLimits(policy, afterGrants(counts, nth - 1)).kind === 'grant'
  if (asking <= 0 || !isGranted(1)) return 0
  if (isGranted(asking)) return asking
  // The nth is granted only where all before it are: halve between one that is and one that isn't.
  let [granted, held] = [1, asking]
  while (held - granted > 1) {
    const between = Math.floor((granted + held) / 2)
    if (isGranted(between)) granted = between
    else held = between
  }
  return granted
}
