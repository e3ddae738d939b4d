import type { Forecast, ForecastShare } from './forecast.ts'
import { timeAfterOpenMs } from '#src/domain/policy/time-after-open.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'

/** Rollouts of months don't go on as they began. */
const SOONER = 0.9
const LATER = 1.6

/** The forecast of what would take very long: by the ceiling of the policy alone, which is all that counts then. */
export function forecastLongRollout(
  { policy, nodes, done }: RolloutSnapshot,
  shares: readonly ForecastShare[],
  { periodSeconds, usualUpdate }: { periodSeconds: number; usualUpdate: number },
  now: number,
): Forecast {
  const secondsPerWave = Math.max(periodSeconds, usualUpdate)
  const after = (openMs: number) => timeAfterOpenMs(policy, now, openMs)
  const at = shares.map((share) => {
    const waves = (Math.ceil(share * nodes) - done) / policy.policy_max_updates_per_period
    const openMs = waves * secondsPerWave * 1000
    return { share, earliest: after(openMs * SOONER), latest: after(openMs * LATER) }
  })
  return { kind: 'range', at, limitedBy: 'limit', tripChance: 0 }
}
