import { DONE_SHARE } from '#src/domain/rollout/done-share.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'
import { forecastInParts } from './forecast-rollout.ts'

/** Enough for "about 17:30", and a fifth of the work of a forecast with its ranges. */
const RUNS = 9

/**
 * When the rollout is about done, in ms: the middle of its forecast. Null where it will never be, undefined where the
 * forecast has no end, and once next to nothing is left to forecast.
 * @param now in ms
 * @param rest awaited after each part of the work, which takes a few ms
 */
export async function estimateRolloutEnd(
  snapshot: RolloutSnapshot,
  now: number,
  rest: () => Promise<void>,
): Promise<number | null | undefined> {
  const parts = forecastInParts(snapshot, now, RUNS)
  let part = parts.next()
  while (part.done !== true) {
    await rest()
    part = parts.next()
  }
  const forecast = part.value
  if (forecast.kind === 'never') return null
  if (forecast.kind !== 'range') return undefined
  const { earliest = null, latest = null } = forecast.at.find(({ share }) => share === DONE_SHARE) ?? {}
  return earliest === null || latest === null ? undefined : (earliest + latest) / 2
}
