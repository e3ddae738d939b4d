import type { VersionBreakdown } from '#contract/group-statistics.ts'
import { compareReleaseNumbers, compareVersions } from '#contract/version-order.ts'

interface VersionedPackage {
  id: string
  version: string
}

export interface FloorAhead<P extends VersionedPackage> {
  floor: P
  /** Nodes that must install it first. */
  nodes: number
}

/**
 * The floors that some of these nodes must install before the package, the lowest first. As on the server, a floor is
 * above the node's version, and by its three numbers alone not above the package (docs/protocol.md, “Deciding an update
 * check”, step 6).
 */
export function floorsAhead<P extends VersionedPackage>(
  floors: readonly P[],
  release: VersionedPackage,
  breakdown: VersionBreakdown,
): FloorAhead<P>[] {
  const waiting = breakdown.filter(({ version }) => compareVersions(version, release.version) < 0)
  return floors
    .filter(({ id, version }) => id !== release.id && compareReleaseNumbers(version, release.version) <= 0)
    .map((floor) => ({
      floor,
      nodes: waiting
        .filter(({ version }) => compareVersions(floor.version, version) > 0)
        .reduce((sum, { instances }) => sum + instances, 0),
    }))
    .filter(({ nodes }) => nodes > 0)
    .toSorted((a, b) => compareVersions(a.floor.version, b.floor.version))
}
