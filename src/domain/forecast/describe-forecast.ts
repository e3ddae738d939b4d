import { SECOND_MS } from '#contract/time-units.ts'
import { formatDuration, formatMoment } from '#src/lib/format-time.ts'
import { formatNumber, formatShare, plural } from '#src/lib/format-number.ts'
import { FORECAST_SHARES, type Forecast, type ForecastRange, type ForecastShare } from './forecast.ts'
import { formatInterval } from '#src/domain/policy/format-interval.ts'
import { policySentence } from '#src/domain/policy/policy-sentence.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'

interface ShareWords {
  share: ForecastShare
  /** "between 14:00 and 16:30", "done". */
  words: string
}

/** When each share of the nodes will be done, in words; times in the reader's time zone, `now` in ms. */
export function describeForecast(forecast: Extract<Forecast, { kind: 'range' }>, now: number): ShareWords[] {
  return FORECAST_SHARES.map((share) => {
    const range = forecast.at.find((one) => one.share === share)
    return { share, words: range ? rangeWords(range, now) : 'done' }
  })
}

function rangeWords({ earliest, latest }: ForecastRange, now: number): string {
  if (earliest === null) return 'perhaps never: too many updates fail or hang'
  const from = formatMoment(earliest, now)
  if (latest === null) return `not before ${from}, perhaps never`
  const to = formatMoment(latest, now)
  return from === to
    ? `about ${from}`
    : `between ${from} and ${to} (in ${formatDuration(latest - now)} at the latest)`
}

type Never = Extract<Forecast, { kind: 'never' }>['reason']

const NEVER_WORDS: Record<Never, string> = {
  'no-package': 'The channel has no package, so there is nothing to foretell.',
  'updates-off': 'As things are it won’t go on: updates are off.',
  'no-time-zone': 'As things are it won’t go on: updates keep to office hours in no time zone.',
  'unknown-time-zone':
    'As things are it won’t go on: updates keep to office hours in a time zone that is not known.',
  'no-nodes': 'No node was seen in the last day, so there is nothing to foretell.',
  'safe-mode-trips': 'It is about to be stopped: safe mode switches updates off when the next node asks.',
}

/** Why there is no range, in a sentence. */
export function explainMissingForecast(forecast: Exclude<Forecast, { kind: 'range' }>): string {
  if (forecast.kind === 'done') return 'Every node seen in the last day runs the target or newer.'
  if (forecast.kind === 'never') return NEVER_WORDS[forecast.reason]
  return 'The policy’s intervals are written in a way that only the server reads, so nothing can be foretold.'
}

const LIMITED_BY: Record<Extract<Forecast, { kind: 'range' }>['limitedBy'], string> = {
  limit: 'the policy’s limit',
  'office-hours': 'office hours',
  'safe-mode': 'safe mode’s first node',
  'nodes-asking': 'nodes asking',
  'updates-under-way': 'the updates themselves',
}

/** What a forecast rests on, a sentence each. */
export function forecastAssumptions(
  forecast: Extract<Forecast, { kind: 'range' }>,
  facts: RolloutSnapshot,
): string[] {
  const { policy, silent, completionsPerHour, medianUpdateSeconds } = facts
  const pace =
    completionsPerHour.length === 0
      ? 'no pace is known yet'
      : `${formatNumber(completionsPerHour.reduce((sum, completed) => sum + completed, 0))} completed in the last ${plural(completionsPerHour.length, 'hour')}`
  const update =
    medianUpdateSeconds === null
      ? `how long an update takes is not known; it may take ${formatInterval(policy.policy_update_timeout)}`
      : `an update takes ${formatDuration(medianUpdateSeconds * SECOND_MS)} (median)`
  return [
    `Nine of ten rollouts end within these ranges when played forward from here: ${pace}, ${update}.`,
    `The policy stays as it is: ${lowerFirst(policySentence(policy))}`,
    `Most of the time goes by with waiting for ${LIMITED_BY[forecast.limitedBy]}.`,
    ...(forecast.tripChance > 0
      ? [`In ${formatShare(forecast.tripChance, 1)} of them safe mode stops the rollout on the way.`]
      : []),
    ...(silent > 0
      ? [`${plural(silent, 'silent node')} are no part of it: nobody knows when they ask again.`]
      : []),
  ]
}

const lowerFirst = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1)
