import { intervalSeconds } from '#contract/interval.ts'
import { createRandom } from '#contract/random.ts'
import { isTimeZone } from '#contract/time-zone.ts'
import { isUnlimited } from '#contract/update-policy.ts'
import { decideWithinLimits } from '#contract/update-rules/decide-within-limits.ts'
import { sampleUnknowns, SLOW_UPDATE_S } from './sample-unknowns.ts'
import { forecastLongRollout } from './long-forecast.ts'
import { type ForecastRun, simulateRun, type Waiting } from './simulate-run.ts'
import { timeSteps } from './time-steps.ts'
import { timeAfterOpenMs } from '#src/domain/policy/time-after-open.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'

export const FORECAST_SHARES = [0.5, 0.9, 0.99] as const
export type ForecastShare = (typeof FORECAST_SHARES)[number]

/** When a share of the nodes will be done, in ms. Null where it may be never: too many updates fail or hang. */
export interface ForecastRange {
  share: ForecastShare
  earliest: number | null
  latest: number | null
}

export type Forecast =
  | { kind: 'done' }
  /** As things are, nothing more will happen. */
  | {
      kind: 'never'
      reason:
        | 'no-package'
        | 'updates-off'
        | 'no-time-zone'
        | 'unknown-time-zone'
        | 'no-nodes'
        | 'safe-mode-trips'
    }
  /** An interval that only the server can read. */
  | { kind: 'unknown'; reason: 'interval' }
  | {
      kind: 'range'
      /** The shares that are still to come. */
      at: ForecastRange[]
      /** What most of the time until nine in ten goes by with. */
      limitedBy: Waiting
      /** How likely safe mode stops the rollout on the way, 0 to 1. */
      tripChance: number
    }

const RUNS = 48
/** Of the time between two questions: nodes that wait don't ask quite evenly, since some of them were served. */
const MARGIN = 0.12
/** More than so many that never get there are said. */
const NEVER = 0.31
/** Of the runs, so many end before the range begins, and as many after it ends. */
const OUTSIDE = 0.045

/**
 * When 50, 90 and 99% of the nodes will be done: what nine of ten rollouts would come to that are played forward from
 * here by the server's own rules, with what isn't known drawn anew each time. The same facts give the same forecast.
 * Silent nodes are no part of it.
 * @param now in ms
 */
export function forecast(facts: RolloutSnapshot, now: number): Forecast {
  const { policy, nodes, done } = facts
  if (facts.target === null) return { kind: 'never', reason: 'no-package' }
  if (nodes === 0) return { kind: 'never', reason: 'no-nodes' }
  if (done >= nodes) return { kind: 'done' }
  if (facts.inProgress === 0 || !policy.policy_updates_enabled) {
    const blocked = blockedBy(facts)
    if (blocked) return { kind: 'never', reason: blocked }
  }
  const periodSeconds = intervalSeconds(policy.policy_period_interval)
  const timeoutSeconds = intervalSeconds(policy.policy_update_timeout)
  if (!periodSeconds || !timeoutSeconds) return { kind: 'unknown', reason: 'interval' }
  const random = createRandom('forecast')
  const limit = policy.policy_max_updates_per_period
  const askSeconds = facts.askIntervalSeconds
  const usualUpdate = facts.medianUpdateSeconds ?? Math.min(timeoutSeconds, SLOW_UPDATE_S)
  const waves = isUnlimited(limit) ? 1 : Math.ceil((nodes - done) / limit)
  const openSeconds = waves * Math.max(periodSeconds, usualUpdate) * 2 + 20 * askSeconds + 4 * timeoutSeconds
  const ends = timeAfterOpenMs(policy, now, openSeconds * 1000) ?? now
  const wholeSeconds = (ends - now) / 1000 + 2 * usualUpdate
  const steps = timeSteps(policy, { periodSeconds, timeoutSeconds, askSeconds, wholeSeconds }, now)
  const shares = FORECAST_SHARES.filter((share) => done < goalOf(share, nodes))
  if (!steps) return forecastLongRollout(facts, shares, { periodSeconds, usualUpdate }, now)
  const goals = shares.map((share) => goalOf(share, nodes))
  const runs = Array.from({ length: RUNS }, () =>
    simulateRun(
      facts,
      sampleUnknowns(facts, { periodSeconds, timeoutSeconds }, now, random),
      steps,
      goals,
      random,
    ),
  )
  const timeOf = (step: number) => now + step * steps.length * 1000
  const margin = MARGIN * askSeconds * 1000
  return {
    kind: 'range',
    at: shares.map((share, i) => {
      const found = runs
        .map(({ reached }) => reached[i] ?? null)
        .filter((step) => step !== null)
        .toSorted((a, b) => a - b)
      const [first, last] = [
        found[Math.floor(OUTSIDE * found.length)],
        found[Math.ceil((1 - OUTSIDE) * found.length) - 1],
      ]
      if (first === undefined || last === undefined) return { share, earliest: null, latest: null }
      const mayBeNever = RUNS - found.length > RUNS * NEVER
      return {
        share,
        earliest: Math.max(now, timeOf(first) - margin),
        latest: mayBeNever ? null : timeOf(last + 1) + margin,
      }
    }),
    limitedBy: mostWaited(runs),
    tripChance: runs.filter(({ tripped }) => tripped).length / RUNS,
  }
}

/** How many nodes have to be done, to be that share of them. */
export const goalOf = (share: ForecastShare, nodes: number): number => Math.ceil(share * nodes)

/** Why no node will be granted an update, by the server's own rules. */
function blockedBy({ policy, timedOut, inProgress, endedAtTarget }: RolloutSnapshot) {
  if (!policy.policy_updates_enabled) return 'updates-off'
  if (policy.policy_office_hours && !policy.policy_timezone) return 'no-time-zone'
  if (policy.policy_office_hours && !isTimeZone(policy.policy_timezone ?? '')) return 'unknown-time-zone'
  const counts = {
    timed_out: timedOut,
    in_progress: inProgress,
    ended_at_target: endedAtTarget,
    granted_in_last_period: 0,
  }
  const verdict = decideWithinLimits(policy, counts)
  return verdict.kind === 'hold' && verdict.reason === 'max-timed-out-updates' ? 'safe-mode-trips' : null
}

function mostWaited(runs: readonly ForecastRun[]): Waiting {
  const total = new Map<Waiting, number>()
  for (const { waited } of runs)
    for (const [why, steps] of waited) total.set(why, (total.get(why) ?? 0) + steps)
  const [most] = [...total].toSorted(([, a], [, b]) => b - a)
  return most?.[0] ?? 'updates-under-way'
}
