import { compareVersions } from '#contract/version-order.ts'
import { AHEAD_COLOUR, behindColour, rampColour, targetColour } from '#src/ui/charts/chart-colours.ts'

/**
 * CSS colours of versions, newest first: one for each target, one for all that are newer than every target, and a ramp for
 * all others. Without a target, a ramp from the newest.
 * @param targets of one application; one group has one at most
 */
export function versionColours(newestFirst: readonly string[], targets: readonly string[]): string[] {
  if (targets.length === 0) return newestFirst.map((_, index) => rampColour(index, newestFirst.length))
  const isTarget = (version: string) => targets.some((target) => compareVersions(version, target) === 0)
  const isAhead = (version: string) => targets.every((target) => compareVersions(version, target) > 0)
  const reached = newestFirst.filter(isTarget)
  const behind = newestFirst.filter((version) => !isTarget(version) && !isAhead(version))
  return newestFirst.map((version) => {
    if (isTarget(version)) return targetColour(reached.indexOf(version))
    return isAhead(version) ? AHEAD_COLOUR : behindColour(behind.indexOf(version), behind.length)
  })
}
