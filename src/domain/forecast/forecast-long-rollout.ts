import { SECOND_MS } from '#contract/time-units.ts'
import { timeAfterOpen } from '#src/domain/policy/time-after-open.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'
import type { Forecast, ForecastShare } from './forecast.ts'

/** Over months a rollout's conditions change, so the range is wide: from 0.9 to 1.6 times what the policy allows. */
const EARLIEST_FACTOR = 0.9
const LATEST_FACTOR = 1.6

/** Forecasts a rollout too long to simulate from the policy's limit alone, which outweighs everything else by then. */
export function forecastLongRollout(
  { policy, nodes, done }: RolloutSnapshot,
  shares: readonly ForecastShare[],
  { periodSeconds, usualUpdateSeconds }: { periodSeconds: number; usualUpdateSeconds: number },
  now: number,
): Forecast {
  const secondsPerWave = Math.max(periodSeconds, usualUpdateSeconds)
  const timeAfter = (openMs: number) => timeAfterOpen(policy, now, openMs)
  const at = shares.map((share) => {
    const waves = (Math.ceil(share * nodes) - done) / policy.policy_max_updates_per_period
    const openMs = waves * secondsPerWave * SECOND_MS
    return {
      share,
      earliest: timeAfter(openMs * EARLIEST_FACTOR),
      latest: timeAfter(openMs * LATEST_FACTOR),
    }
  })
  return { kind: 'range', at, limitedBy: 'limit', tripChance: 0 }
}
