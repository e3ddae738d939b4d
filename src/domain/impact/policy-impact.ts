import { DAY_MS, HOUR_MS } from '#contract/time-units.ts'
import { intervalSeconds } from '#contract/interval.ts'
import { officeHoursFrom } from '#contract/office-hours.ts'
import { isUnlimited } from '#contract/update-policy.ts'
import { type GrantsAtOnce, grantsWhenAllAsk } from '#contract/update-rules/grants-when-all-ask.ts'
import { forecastRollout } from '#src/domain/forecast/forecast-rollout.ts'
import type { Forecast } from '#src/domain/forecast/forecast.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'

/** What a policy does from now on, were it in force. */
export interface PolicyImpact extends GrantsAtOnce {
  /** Grants an hour while updates are open, about: more where updates are quicker than the median. Null without a limit, or where only the server reads the period. */
  perHour: number | null
  /** The median update in seconds, where it and not the period makes `perHour`; else null. */
  slowedBySeconds: number | null
  /** Grants within 24 hours, about: nights and weekends left out where updates keep to office hours. */
  nextDay: number | null
  /** Why updates are closed now; null while they are open. */
  closed: 'off' | 'office-hours' | null
  /** For how many of the 24 hours updates are open. */
  openHours: number
  forecast: Forecast
}

/**
 * @param facts of the rollout; its policy is the one that is asked about, and so are the counts
 * @param now in ms
 */
export function policyImpact(facts: RolloutSnapshot, now: number): PolicyImpact {
  const { policy } = facts
  const atOnce = grantsWhenAllAsk(policy, targetOf(facts), below(facts), countsOf(facts), new Date(now))
  const period = intervalSeconds(policy.policy_period_interval)
  const perHour = isUnlimited(policy.policy_max_updates_per_period)
    ? null
    : period
      ? grantsPerHour(facts, period)
      : null
  const median = facts.medianUpdateSeconds
  const openHours = policy.policy_updates_enabled ? openMsOfDay(facts, now) / HOUR_MS : 0
  return {
    ...atOnce,
    perHour,
    slowedBySeconds:
      perHour !== null && period !== null && median !== null && median > period ? median : null,
    closed:
      atOnce.held !== 'updates-disabled' ? null : policy.policy_updates_enabled ? 'office-hours' : 'off',
    openHours,
    nextDay: nextDay(facts, { atOnce, perHour, openHours }),
    forecast: forecastRollout(facts, now),
  }
}

export const countsOf = ({ grantedInLastPeriod, inProgress, timedOut, endedAtTarget }: RolloutSnapshot) => ({
  granted_in_last_period: grantedInLastPeriod ?? inProgress,
  in_progress: inProgress,
  timed_out: timedOut,
  ended_at_target: endedAtTarget,
})

const targetOf = ({ target }: RolloutSnapshot) =>
  target === null ? null : { version: target, blacklisted: false }

const below = ({ nodes, done, inProgress, timedOut }: RolloutSnapshot) => ({
  below: nodes - done,
  underWay: Math.min(nodes - done, inProgress + timedOut),
})

/** The one number caps a period and what is under way at once: the slower of the two. */
function grantsPerHour({ policy, medianUpdateSeconds }: RolloutSnapshot, periodSeconds: number): number {
  return (policy.policy_max_updates_per_period * 3600) / Math.max(periodSeconds, medianUpdateSeconds ?? 0)
}

function openMsOfDay({ policy }: RolloutSnapshot, now: number): number {
  if (!policy.policy_office_hours) return DAY_MS
  let open = 0
  for (const [opens, closes] of officeHoursFrom(policy.policy_timezone, now)) {
    if (opens >= now + DAY_MS) break
    open += Math.min(closes, now + DAY_MS) - Math.max(opens, now)
  }
  return open
}

function nextDay(
  { target }: RolloutSnapshot,
  { atOnce, perHour, openHours }: { atOnce: GrantsAtOnce; perHour: number | null; openHours: number },
): number | null {
  if (target === null || openHours === 0) return 0
  if (atOnce.held === 'blacklisted' || atOnce.held === 'max-timed-out-updates') return 0
  if (perHour === null)
    return atOnce.held === null || atOnce.held === 'updates-disabled' ? atOnce.eligible : null
  return Math.min(atOnce.eligible, Math.floor(atOnce.grants + perHour * openHours))
}
