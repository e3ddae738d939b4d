import { officeHoursFrom } from '#contract/office-hours.ts'
import { DAY_MS } from '#contract/time-units.ts'
import type { RolloutPolicy } from '#contract/update-rules/decide-within-limits.ts'

/** Nobody plans by an estimate beyond it. */
const FURTHEST_MS = 365 * DAY_MS

/**
 * When updates are granted after a number of periods (ms), each of which begins with grants and so within office hours
 * where the policy keeps to them: a period that ends at night is followed by one that begins in the morning. Null beyond a
 * year, and in a time zone where office hours never open.
 * @param from while updates are open
 */
export function timeAfterPeriods(
  { policy_office_hours, policy_timezone }: Pick<RolloutPolicy, 'policy_office_hours' | 'policy_timezone'>,
  from: number,
  { periods, periodMs }: { periods: number; periodMs: number },
): number | null {
  const furthest = from + FURTHEST_MS
  let time = from + periods * periodMs
  if (!policy_office_hours || time > furthest) return time > furthest ? null : time
  time = from
  let left = periods
  for (const [opens, closes] of officeHoursFrom(policy_timezone, from)) {
    if (time >= closes) continue
    time = Math.max(time, opens)
    if (time > furthest) break
    const fitting = Math.min(left, Math.ceil((closes - time) / periodMs) - 1)
    time += fitting * periodMs
    left -= fitting
    if (left === 0) return time
    time += periodMs
    left -= 1
  }
  return null
}
