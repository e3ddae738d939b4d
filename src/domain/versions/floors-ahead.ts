import type { VersionBreakdown } from '#contract/group-statistics.ts'
import {
  isBelowFloor,
  isFloorUpTo,
  type VersionedPackage,
} from '#contract/update-rules/packages-to-install.ts'
import { compareVersions } from '#contract/version-order.ts'

export interface FloorAhead<P extends VersionedPackage> {
  floor: P
  /** Nodes that must install it first. */
  nodes: number
}

/**
 * The floors that some of these nodes must install before the package, the lowest first, as the server
 * decides it (docs/protocol.md, “Deciding an update check”, step 6).
 */
export function floorsAhead<P extends VersionedPackage>(
  floors: readonly P[],
  release: VersionedPackage,
  breakdown: VersionBreakdown,
): FloorAhead<P>[] {
  const waiting = breakdown.filter(({ version }) => compareVersions(version, release.version) < 0)
  return floors
    .filter((floor) => floor.id !== release.id && isFloorUpTo(release, floor))
    .map((floor) => ({
      floor,
      nodes: waiting
        .filter(({ version }) => isBelowFloor(version, floor))
        .reduce((sum, { instances }) => sum + instances, 0),
    }))
    .filter(({ nodes }) => nodes > 0)
    .toSorted((a, b) => compareVersions(a.floor.version, b.floor.version))
}
