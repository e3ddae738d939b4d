import { DAY_MS, SECOND_MS } from '#contract/time-units.ts'
import { formatInterval } from '#src/domain/policy/format-interval.ts'
import { policySentence } from '#src/domain/policy/policy-sentence.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'
import { formatShare, plural } from '#src/lib/format-number.ts'
import { formatDate, formatDuration, formatMoment } from '#src/lib/format-time.ts'
import {
  type Forecast,
  FORECAST_SHARES,
  type ForecastRange,
  type ForecastShare,
  type WaitReason,
} from './forecast.ts'

// Times are in milliseconds and written in the reader's time zone.

type RangeForecast = Extract<Forecast, { kind: 'range' }>
type NeverReason = Extract<Forecast, { kind: 'never' }>['reason']
type Range = Omit<ForecastRange, 'share'>

interface ShareInWords {
  share: ForecastShare
  /** "between 14:00 and 16:30 (in 4 h at the latest)", "reached 06:38". */
  words: string
}

const MAY_NEVER_FINISH = 'may never finish: too many updates fail or hang'

/**
 * When each share of the nodes will be done, or was.
 * @param reachedAt when a share was reached; null where that is not known
 */
export const describeForecast = (
  forecast: RangeForecast,
  now: number,
  reachedAt: (share: ForecastShare) => number | null,
): ShareInWords[] =>
  FORECAST_SHARES.map((share) => {
    const range = forecast.at.find((range) => range.share === share)
    if (range) return { share, words: describeRange(range, now) }
    const time = reachedAt(share)
    return { share, words: time === null ? 'reached' : `reached ${formatMoment(time, now)}` }
  })

function describeRange({ earliest, latest }: Range, now: number): string {
  if (earliest === null) return MAY_NEVER_FINISH
  const from = formatMoment(earliest, now)
  if (latest === null) return `not before ${from}, maybe never`
  const to = formatMoment(latest, now)
  return from === to
    ? `about ${from}`
    : `between ${from} and ${to} (in ${formatDuration(latest - now)} at the latest)`
}

/** When one share will be done, short enough for a table: "14:05 to 15:30", "never: updates are off". */
export function formatForecastShare(forecast: Forecast, share: ForecastShare, now: number): string {
  if (forecast.kind === 'done') return 'done'
  if (forecast.kind === 'unknown') return 'unknown: only the server can read the interval'
  if (forecast.kind === 'never') return NEVER_IN_SHORT[forecast.reason]
  const range = forecast.at.find((range) => range.share === share)
  return range ? formatForecastRange(range, now) : 'done'
}

/** "14:05 to Thu 15:30"; beyond a week the date alone, "4 Apr 2026 to 5 May 2026". */
export function formatForecastRange({ earliest, latest }: Range, now: number): string {
  if (earliest === null) return MAY_NEVER_FINISH
  if (latest === null) return `${formatFarMoment(earliest, now)} or later, maybe never`
  const [from, to] = [formatFarMoment(earliest, now), formatFarMoment(latest, now)]
  return from === to ? `about ${from}` : `${from} to ${to}`
}

const formatFarMoment = (time: number, now: number): string =>
  time - now > 7 * DAY_MS ? formatDate(time) : formatMoment(time, now)

const NEVER_IN_SHORT: Record<NeverReason, string> = {
  'no-package': 'never: no package',
  'updates-off': 'never: updates are off',
  'no-time-zone': 'never: office hours have no time zone',
  'unknown-time-zone': 'never: the time zone of the office hours is unknown',
  'no-nodes': 'no nodes',
  'safe-mode-trips': 'never: safe mode stops it',
}

const NEVER_SENTENCES: Record<NeverReason, string> = {
  'no-package': 'The channel has no package, so there is nothing to forecast.',
  'updates-off': 'The rollout will not continue: updates are off.',
  'no-time-zone': 'The rollout will not continue: its office hours have no time zone.',
  'unknown-time-zone': 'The rollout will not continue: the time zone of its office hours is unknown.',
  'no-nodes': 'No node was seen in the last 24 hours, so there is nothing to forecast.',
  'safe-mode-trips': 'The rollout is about to stop: safe mode switches updates off at the next check-in.',
}

/** Why there is no range, in a sentence. */
export function explainMissingForecast(forecast: Exclude<Forecast, { kind: 'range' }>): string {
  if (forecast.kind === 'done') return 'Every node seen in the last 24 hours runs the target or newer.'
  if (forecast.kind === 'never') return NEVER_SENTENCES[forecast.reason]
  return 'Only the server can read the policy’s intervals, so there is no forecast.'
}

const WAITS_FOR: Record<WaitReason, string> = {
  limit: 'the policy’s limit',
  'office-hours': 'office hours',
  'safe-mode': 'safe mode’s first node',
  'check-ins': 'nodes to check in',
  updates: 'updates to end',
}

/** What a forecast assumes, a sentence each. */
export function forecastAssumptions(forecast: RangeForecast, snapshot: RolloutSnapshot): string[] {
  const { policy, silent } = snapshot
  const assumptions = [
    `90% of simulated runs finish in these ranges. ${describePace(snapshot)}, and ${describeDuration(snapshot)}.`,
    `The policy stays as it is: ${lowerFirst(policySentence(policy))}`,
    `Most of the time is spent waiting for ${WAITS_FOR[forecast.limitedBy]}.`,
  ]
  if (forecast.tripChance > 0)
    assumptions.push(`Safe mode stops the rollout in ${formatShare(forecast.tripChance, 1)} of the runs.`)
  if (silent > 0)
    assumptions.push(
      `${plural(silent, 'silent node')} ${silent === 1 ? 'is' : 'are'} left out: when they check in again is unknown.`,
    )
  return assumptions
}

function describePace({ completionsPerHour }: RolloutSnapshot): string {
  if (completionsPerHour.length === 0) return 'The pace is not known yet'
  const completed = completionsPerHour.reduce((sum, updates) => sum + updates, 0)
  const hours = completionsPerHour.length === 1 ? 'hour' : plural(completionsPerHour.length, 'hour')
  return `${plural(completed, 'update')} completed in the last ${hours}`
}

const describeDuration = ({ medianUpdateSeconds, policy }: RolloutSnapshot): string =>
  medianUpdateSeconds === null
    ? `the duration of an update is not known: it may take ${formatInterval(policy.policy_update_timeout)}`
    : `an update takes ${formatDuration(medianUpdateSeconds * SECOND_MS)} (median)`

const lowerFirst = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1)
