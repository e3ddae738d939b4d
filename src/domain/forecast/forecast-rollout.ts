import { intervalSeconds } from '#contract/interval.ts'
import { createRandom } from '#contract/random.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import { isTimeZone } from '#contract/time-zone.ts'
import { isUnlimited } from '#contract/update-policy.ts'
import { decideWithinLimits } from '#contract/update-rules/decide-within-limits.ts'
import { timeAfterOpen } from '#src/domain/policy/time-after-open.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'
import { forecastLongRollout } from './forecast-long-rollout.ts'
import {
  type Forecast,
  FORECAST_SHARES,
  type ForecastRange,
  type ForecastShare,
  goalOf,
  type WaitReason,
} from './forecast.ts'
import { sampleUnknowns, SLOW_UPDATE_S } from './sample-unknowns.ts'
import { type SimulatedRun, simulateRun } from './simulate-run.ts'
import { type SimulationSteps, simulationSteps } from './simulation-steps.ts'

const RUNS = 48
/** Share of the runs that end before a range begins, and of those that end after it: 91% lie within. */
const TAIL = 0.045
/** A range has no end once more than this share of the runs never reaches it. */
const NEVER_SHARE = 0.31
/** Widens a range by this part of the check-in interval: waiting nodes do not check in evenly, since some were served. */
const MARGIN = 0.12

/**
 * Forecasts when 50, 90 and 99% of the nodes will be done: the range in which nine of ten simulated runs reach that
 * share. The runs start from the snapshot and follow the server's own rules; whatever is unknown is sampled anew for
 * each run. The same snapshot gives the same forecast. Silent nodes are left out.
 * @param now in ms
 */
export function forecastRollout(snapshot: RolloutSnapshot, now: number): Forecast {
  const parts = forecastInParts(snapshot, now, RUNS)
  let part = parts.next()
  while (part.done !== true) part = parts.next()
  return part.value
}

/**
 * The same forecast, which stops after each simulated run, so that a page can do other things in between.
 * @param now in ms
 * @param runs fewer are faster, and their ranges less certain
 */
export function* forecastInParts(
  snapshot: RolloutSnapshot,
  now: number,
  runs: number,
): Generator<void, Forecast> {
  const { policy, nodes, done } = snapshot
  const ended = endedForecast(snapshot)
  if (ended) return ended
  const periodSeconds = intervalSeconds(policy.policy_period_interval)
  const timeoutSeconds = intervalSeconds(policy.policy_update_timeout)
  if (!periodSeconds || !timeoutSeconds) return { kind: 'unknown', reason: 'interval' }
  const usualUpdateSeconds = snapshot.medianUpdateSeconds ?? Math.min(timeoutSeconds, SLOW_UPDATE_S)
  const lengths = { periodSeconds, timeoutSeconds, usualUpdateSeconds }
  const shares = FORECAST_SHARES.filter((share) => done < goalOf(share, nodes))
  const steps = stepsOf(snapshot, lengths, now)
  return steps
    ? yield* forecastBySimulation({ snapshot, shares, lengths, steps, runCount: runs }, now)
    : forecastLongRollout(snapshot, shares, lengths, now)
}

interface Lengths {
  periodSeconds: number
  timeoutSeconds: number
  usualUpdateSeconds: number
}

/** The forecast of a rollout in which nothing more will happen; null for any other. */
function endedForecast(snapshot: RolloutSnapshot): Forecast | null {
  const { policy, target, nodes, done, inProgress } = snapshot
  if (target === null) return { kind: 'never', reason: 'no-package' }
  if (nodes === 0) return { kind: 'never', reason: 'no-nodes' }
  if (done >= nodes) return { kind: 'done' }
  if (inProgress > 0 && policy.policy_updates_enabled) return null
  const reason = blockedBy(snapshot)
  return reason && { kind: 'never', reason }
}

/** Why the server will grant no node an update; null where it may. */
function blockedBy({ policy, timedOut, inProgress, endedAtTarget }: RolloutSnapshot) {
  if (!policy.policy_updates_enabled) return 'updates-off'
  if (policy.policy_office_hours && !policy.policy_timezone) return 'no-time-zone'
  if (policy.policy_office_hours && !isTimeZone(policy.policy_timezone ?? '')) return 'unknown-time-zone'
  const decision = decideWithinLimits(policy, {
    timed_out: timedOut,
    in_progress: inProgress,
    ended_at_target: endedAtTarget,
    granted_in_last_period: 0,
  })
  return decision.kind === 'hold' && decision.reason === 'max-timed-out-updates' ? 'safe-mode-trips' : null
}

/** Steps until about twice the time in which the policy lets the rollout end; null where these would be too many. */
function stepsOf(
  { policy, nodes, done, checkInIntervalSeconds }: RolloutSnapshot,
  { periodSeconds, timeoutSeconds, usualUpdateSeconds }: Lengths,
  now: number,
): SimulationSteps | null {
  const limit = policy.policy_max_updates_per_period
  const waves = isUnlimited(limit) ? 1 : Math.ceil((nodes - done) / limit)
  const openSeconds =
    waves * Math.max(periodSeconds, usualUpdateSeconds) * 2 + 20 * checkInIntervalSeconds + 4 * timeoutSeconds
  const end = timeAfterOpen(policy, now, openSeconds * SECOND_MS) ?? now
  const totalSeconds = (end - now) / SECOND_MS + 2 * usualUpdateSeconds
  return simulationSteps(policy, { periodSeconds, timeoutSeconds, checkInIntervalSeconds, totalSeconds }, now)
}

interface SimulationInput {
  snapshot: RolloutSnapshot
  shares: readonly ForecastShare[]
  lengths: Lengths
  steps: SimulationSteps
  runCount: number
}

function* forecastBySimulation(
  { snapshot, shares, lengths, steps, runCount }: SimulationInput,
  now: number,
): Generator<void, Forecast> {
  const random = createRandom('forecast')
  const goals = shares.map((share) => goalOf(share, snapshot.nodes))
  const runs: SimulatedRun[] = []
  while (runs.length < runCount) {
    runs.push(simulateRun(snapshot, sampleUnknowns(snapshot, lengths, now, random), steps, goals, random))
    yield
  }
  const marginMs = MARGIN * snapshot.checkInIntervalSeconds * SECOND_MS
  const timeOf = (step: number) => now + step * steps.seconds * SECOND_MS
  return {
    kind: 'range',
    at: shares.map((share, index): ForecastRange => {
      const reached = runs.map((run) => run.reached[index] ?? null)
      const { first, last } = stepRange(reached)
      return {
        share,
        earliest: first === null ? null : Math.max(now, timeOf(first) - marginMs),
        latest: last === null ? null : timeOf(last + 1) + marginMs,
      }
    }),
    limitedBy: mostWaited(runs),
    tripChance: runs.filter(({ tripped }) => tripped).length / runCount,
  }
}

/** The steps between which nine of ten runs reached a goal; null where too few did. */
function stepRange(reached: readonly (number | null)[]): { first: number | null; last: number | null } {
  const steps = reached.filter((step) => step !== null).toSorted((a, b) => a - b)
  const first = steps[Math.floor(TAIL * steps.length)] ?? null
  const last = steps[Math.ceil((1 - TAIL) * steps.length) - 1] ?? null
  const neverReached = reached.length - steps.length
  return { first, last: neverReached > reached.length * NEVER_SHARE ? null : last }
}

function mostWaited(runs: readonly SimulatedRun[]): WaitReason {
  const totals = new Map<WaitReason, number>()
  for (const { waited } of runs)
    for (const [reason, steps] of waited) totals.set(reason, (totals.get(reason) ?? 0) + steps)
  const [most] = [...totals].toSorted(([, a], [, b]) => b - a)
  return most?.[0] ?? 'updates'
}
