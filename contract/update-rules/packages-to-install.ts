import { compareReleaseNumbers, compareVersions } from '#contract/version-order.ts'

/** A channel's package, or one of its floors. */
export interface ChannelPackage {
  id: string
  version: string
  /** The channel must not offer it. */
  blacklisted: boolean
}

/** At least one package, in the order to install them. */
export type PackagesToInstall<P extends ChannelPackage> = readonly [P, ...P[]]

/** More would make a syncer's response long and its download slow; it checks in again for the rest. */
const MAX_FLOORS_AT_ONCE = 5

/**
 * The packages that a node installs to reach the channel's target, in order: at most five floors between its version
 * and the target, then the target. A floor is above the node's version, so a pre-release of a floor does not skip it, and
 * by its three numbers alone up to the target; a target that is itself a floor is listed once.
 */
export function packagesToInstall<P extends ChannelPackage>(
  nodeVersion: string,
  target: P,
  floors: readonly P[],
): PackagesToInstall<P> {
  const [first, ...others] = floors
    .filter(
      ({ version }) =>
        compareVersions(version, nodeVersion) > 0 && compareReleaseNumbers(version, target.version) <= 0,
    )
    .toSorted((a, b) => compareReleaseNumbers(a.version, b.version) || compareVersions(a.version, b.version))
    .slice(0, MAX_FLOORS_AT_ONCE)
  if (!first) return [target]
  const last = others.at(-1) ?? first
  return last.id === target.id ? [first, ...others] : [first, ...others, target]
}
