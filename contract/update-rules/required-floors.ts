import { compareReleaseNumbers, compareVersions } from '#contract/version-order.ts'

/** A package that a channel points at or has as a floor. */
export interface ChannelPackage {
  id: string
  version: string
  /** The channel must not give it out. */
  blacklisted: boolean
}

/** At least one package, in the order to install them. */
export type PackagesToInstall<P extends ChannelPackage> = readonly [P, ...P[]]

/** More would make a syncer's answer long and its download slow; it asks again for the rest. */
const MOST_FLOORS_AT_ONCE = 5

/**
 * What a node has to install to reach the channel's target, in that order: the floors between its version and
 * the target, at most five of them, then the target. Floors compare by the three numbers alone, above the
 * node's and up to the target, which may itself be a floor and then stands there once.
 */
export function packagesToInstall<P extends ChannelPackage>(
  nodeVersion: string,
  target: P,
  floors: readonly P[],
): PackagesToInstall<P> {
  const [first, ...others] = floors
    .filter(
      ({ version }) =>
        compareReleaseNumbers(version, nodeVersion) > 0 &&
        compareReleaseNumbers(version, target.version) <= 0,
    )
    .toSorted((a, b) => compareReleaseNumbers(a.version, b.version) || compareVersions(a.version, b.version))
    .slice(0, MOST_FLOORS_AT_ONCE)
  if (!first) return [target]
  const last = others.at(-1) ?? first
  return last.id === target.id ? [first, ...others] : [first, ...others, target]
}
