import { compareReleaseNumbers, compareVersions } from '#contract/version-order.ts'

export interface VersionedPackage {
  id: string
  version: string
}

/** A channel's package, or one of its floors. */
export interface ChannelPackage extends VersionedPackage {
  /** The channel must not offer it. */
  blacklisted: boolean
}

/** At least one package, in the order to install them. */
export type PackagesToInstall<P extends ChannelPackage> = readonly [P, ...P[]]

/** More would make a syncer's response long and its download slow; it checks in again for the rest. */
const MAX_FLOORS_AT_ONCE = 5

/**
 * The packages that a node installs to reach the channel's target, in order: at most five floors between its version
 * and the target, then the target. A target that is itself a floor is listed once.
 */
export function packagesToInstall<P extends ChannelPackage>(
  nodeVersion: string,
  target: P,
  floors: readonly P[],
): PackagesToInstall<P> {
  const [first, ...others] = floors
    .filter((floor) => isBelowFloor(nodeVersion, floor) && isFloorUpTo(target, floor))
    .toSorted((a, b) => compareReleaseNumbers(a.version, b.version) || compareVersions(a.version, b.version))
    .slice(0, MAX_FLOORS_AT_ONCE)
  if (!first) return [target]
  const last = others.at(-1) ?? first
  return last.id === target.id ? [first, ...others] : [first, ...others, target]
}

/** Whether a node at this version has yet to install the floor, as one at a pre-release of it has. */
export const isBelowFloor = (nodeVersion: string, floor: VersionedPackage): boolean =>
  compareVersions(floor.version, nodeVersion) > 0

/** Whether nodes get the floor on their way to the target: up to it by the three numbers alone. */
export const isFloorUpTo = (target: VersionedPackage, floor: VersionedPackage): boolean =>
  compareReleaseNumbers(floor.version, target.version) <= 0
