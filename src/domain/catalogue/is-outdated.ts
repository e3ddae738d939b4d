import type { Package } from '#contract/package.ts'
import { compareVersions } from '#contract/version-order.ts'
import { DAY_MS } from '#contract/time-units.ts'

/** Releases are supported for about as long; those that a fresh Nebraska has are of 2019. */
const OUTDATED_AFTER_MS = 365 * DAY_MS

/** Whether a package is too old to be what a fleet starts from. @param now in ms */
export const isOutdated = ({ created_ts }: Pick<Package, 'created_ts'>, now: number): boolean =>
  now - Date.parse(created_ts) > OUTDATED_AFTER_MS

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
