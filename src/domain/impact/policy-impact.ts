import { DAY_MS, HOUR_MS } from '#contract/time-units.ts'
import { intervalSeconds } from '#contract/interval.ts'
import { officeHoursFrom } from '#contract/office-hours.ts'
import { isUnlimited } from '#contract/update-policy.ts'
import { type GrantsAtOnce, grantsWhenAllCheckIn } from '#contract/update-rules/grants-when-all-check-in.ts'
import { forecastRollout } from '#src/domain/forecast/forecast-rollout.ts'
import type { Forecast } from '#src/domain/forecast/forecast.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'

/** What a policy would do from now on if it were in force. */
export interface PolicyImpact extends GrantsAtOnce {
  /** Estimated grants per hour while updates are open; null without a limit, or where only the server can read the period. */
  perHour: number | null
  /** The median update in seconds, where it rather than the period determines `perHour`; else null. */
  slowedBySeconds: number | null
  /** Estimated grants within 24 hours; closed hours do not count. Null where that cannot be estimated. */
  nextDay: number | null
  /** Why no node is granted an update now; null while updates are open. */
  closed: 'off' | 'office-hours' | null
  /** How many of the next 24 hours updates are open. */
  openHours: number
  forecast: Forecast
}

/**
 * @param snapshot with the policy in question, and with counts by that policy
 * @param now in ms
 */
export function policyImpact(snapshot: RolloutSnapshot, now: number): PolicyImpact {
  const { policy } = snapshot
  const atOnce = grantsWhenAllCheckIn(
    policy,
    targetOf(snapshot),
    snapshot.waiting,
    countsOf(snapshot),
    new Date(now),
  )
  const period = intervalSeconds(policy.policy_period_interval)
  const perHour = isUnlimited(policy.policy_max_updates_per_period)
    ? null
    : period
      ? grantsPerHour(snapshot, period)
      : null
  const median = snapshot.medianUpdateSeconds
  const openHours = policy.policy_updates_enabled ? openMsOfDay(snapshot, now) / HOUR_MS : 0
  return {
    ...atOnce,
    perHour,
    slowedBySeconds:
      perHour !== null && period !== null && median !== null && median > period ? median : null,
    closed:
      atOnce.held !== 'updates-disabled' ? null : policy.policy_updates_enabled ? 'office-hours' : 'off',
    openHours,
    nextDay: nextDay(snapshot, { atOnce, perHour, openHours }),
    forecast: forecastRollout(snapshot, now),
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

/** One number limits both a period and the updates in progress, so the slower of the two determines the pace. */
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
    return atOnce.held === null || atOnce.held === 'updates-disabled' ? atOnce.waiting : null
  return Math.min(atOnce.waiting, Math.floor(atOnce.grants + perHour * openHours))
}
