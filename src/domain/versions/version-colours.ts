import { compareVersions } from '#contract/version-order.ts'
import { AHEAD_COLOUR, behindColour, rampColour, TARGET_COLOUR } from '#src/ui/ramp-colour.ts'

/**
 * CSS colours of versions, newest first: the target's own, one for all that are ahead of it, and a ramp behind it. Without
 * a target, a ramp from the newest.
 */
export function versionColours(newestFirst: readonly string[], target: string | null): string[] {
  if (target === null) return newestFirst.map((_, index) => rampColour(index, newestFirst.length))
  const behind = newestFirst.filter((version) => compareVersions(version, target) < 0)
  return newestFirst.map((version) => {
    const order = compareVersions(version, target)
    if (order === 0) return TARGET_COLOUR
    return order > 0 ? AHEAD_COLOUR : behindColour(behind.indexOf(version), behind.length)
  })
}
