import { MAX_FLOORS } from '#src/domain/promotion/promotion-gate.ts'
import type { FloorStanding } from '#src/domain/versions/floor-standings.ts'
import { plural } from '#src/lib/format-number.ts'
import type { Package } from '#contract/package.ts'

/** "12 nodes", or why none must pass the floor. */
export function nodesThatPass(
  { nodes, isAboveTarget }: Pick<FloorStanding<Package>, 'nodes' | 'isAboveTarget'>,
  target: Pick<Package, 'version'> | null,
): string {
  if (target === null) return 'none (the channel has no package)'
  if (isAboveTarget) return `none (above the channel’s package ${target.version})`
  return nodes === 0 ? 'none (no node is below it)' : plural(nodes, 'node')
}

/** A warning for a way of more floors than is wise; null for a shorter one. @param updates on the longest way */
export const longWayWarning = (updates: number): string | null =>
  updates - 1 > MAX_FLOORS
    ? `Some nodes make ${updates} updates on their way, each with a reboot of its own: ${updates - 1} floors and the target. More than ${MAX_FLOORS} floors take long, and each is another chance to fail.`
    : null
