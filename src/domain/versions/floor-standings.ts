import type { VersionBreakdown } from '#contract/group-statistics.ts'
import {
  isBelowFloor,
  isFloorUpTo,
  type VersionedPackage,
} from '#contract/update-rules/packages-to-install.ts'
import { compareVersions } from '#contract/version-order.ts'

/** A floor of a channel, and what it means for the channel's nodes now. */
export interface FloorStanding<P extends VersionedPackage> {
  floor: P
  /** Nodes that must install it on their way to the target. */
  nodes: number
  /** Nodes get a floor up to the target only. */
  isAboveTarget: boolean
}

/**
 * Every floor with the nodes that must pass it, the lowest first, as the server decides it (docs/protocol.md,
 * “Deciding an update check”, step 6).
 * @param target the channel's package; null for none, which gives no floor either
 */
export function floorStandings<P extends VersionedPackage>(
  floors: readonly P[],
  target: VersionedPackage | null,
  breakdown: VersionBreakdown,
): FloorStanding<P>[] {
  return floors
    .map((floor) => {
      const isAboveTarget = target !== null && !isFloorUpTo(target, floor)
      const nodes = breakdown
        .filter(({ version }) => target !== null && !isAboveTarget && mustPass(version, floor, target))
        .reduce((sum, { instances }) => sum + instances, 0)
      return { floor, nodes, isAboveTarget }
    })
    .toSorted((a, b) => compareVersions(a.floor.version, b.floor.version))
}

const mustPass = (version: string, floor: VersionedPackage, target: VersionedPackage) =>
  compareVersions(version, target.version) < 0 && isBelowFloor(version, floor)

/** The updates that the nodes with the longest way make on it, the one to the target among them; 0 without any. */
export function longestWay(
  floors: readonly VersionedPackage[],
  target: VersionedPackage | null,
  breakdown: VersionBreakdown,
): number {
  if (target === null) return 0
  const before = floors.filter((floor) => floor.id !== target.id && isFloorUpTo(target, floor))
  const ways = breakdown
    .filter(({ version, instances }) => instances > 0 && compareVersions(version, target.version) < 0)
    .map(({ version }) => before.filter((floor) => mustPass(version, floor, target)).length + 1)
  return Math.max(0, ...ways)
}
