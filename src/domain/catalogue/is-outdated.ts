import type { Package } from '#contract/package.ts'
import { DAY_MS } from '#contract/time-units.ts'

/** Releases are supported for about as long; those that a fresh Nebraska has are of 2019. */
const OUTDATED_AFTER_MS = 365 * DAY_MS

/** Whether a package is too old to be what a fleet starts from. @param now in ms */
export const isOutdated = ({ created_ts }: Pick<Package, 'created_ts'>, now: number): boolean =>
  now - Date.parse(created_ts) > OUTDATED_AFTER_MS
