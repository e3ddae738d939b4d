import type { Package } from '#contract/package.ts'
import { compareVersions } from '#contract/version-order.ts'
import { isOutdated } from './is-outdated.ts'

/** Packages to choose from, the newest version first: those that a fleet may start from, and those too old for it. */
export function packageChoices<Release extends Pick<Package, 'created_ts' | 'version'>>(
  packages: readonly Release[],
  now: number,
): { current: Release[]; outdated: Release[] } {
  const sorted = packages.toSorted((a, b) => compareVersions(b.version, a.version))
  return {
    current: sorted.filter((release) => !isOutdated(release, now)),
    outdated: sorted.filter((release) => isOutdated(release, now)),
  }
}
