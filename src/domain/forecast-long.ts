import type { Forecast, ForecastShare } from './forecast.ts'
import { timeAfterOpen } from './open-time.ts'
import type { RolloutFacts } from './rollout-facts.ts'

/** Rollouts of months don't go on as they began. */
const SOONER = 0.9
const LATER = 1.6

/** The forecast of what would take very long: by the ceiling of the policy alone, which is all that counts then. */
export function longForecast(
  { policy, nodes, done }: RolloutFacts,
  shares: readonly ForecastShare[],
  { periodSeconds, usualUpdate }: { periodSeconds: number; usualUpdate: number },
  now: number,
): Forecast {
  const secondsPerWave = Math.max(periodSeconds, usualUpdate)
  const after = (openMs: number) => timeAfterOpen(policy, now, openMs)
  const at = shares.map((share) => {
    const waves = (Math.ceil(share * nodes) - done) / policy.policy_max_updates_per_period
    const openMs = waves * secondsPerWave * 1000
    return { share, earliest: after(openMs * SOONER), latest: after(openMs * LATER) }
  })
  return { kind: 'range', at, limitedBy: 'limit', tripChance: 0 }
}
