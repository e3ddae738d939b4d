import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'
import { forecastRollout } from './forecast-rollout.ts'

/** Enough for "about 17:30", and a fifth of the work of a forecast with its ranges. */
const RUNS = 9
/** A rollout counts as done once this share of its nodes is, as in a forecast. */
const DONE_SHARE = 0.99

/**
 * When the rollout is about done, in ms: the middle of its forecast. Null where it will never be, undefined where the
 * forecast has no end, and once next to nothing is left to forecast.
 * @param now in ms
 */
export function estimateRolloutEnd(snapshot: RolloutSnapshot, now: number): number | null | undefined {
  const forecast = forecastRollout(snapshot, now, RUNS)
  if (forecast.kind === 'never') return null
  if (forecast.kind !== 'range') return undefined
  const { earliest = null, latest = null } = forecast.at.find(({ share }) => share === DONE_SHARE) ?? {}
  return earliest === null || latest === null ? undefined : (earliest + latest) / 2
}
