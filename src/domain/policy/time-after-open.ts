import type { UpdatePolicy } from '#contract/group.ts'
import { officeHoursFrom } from '#contract/office-hours.ts'

/**
 * The time (ms) at which updates will have been open for `openMs` from now on: outside office hours they are closed where
 * the policy keeps to these. Null in a time zone where office hours never open.
 */
export function timeAfterOpen(
  policy: Pick<UpdatePolicy, 'policy_office_hours' | 'policy_timezone'>,
  now: number,
  openMs: number,
): number | null {
  if (!policy.policy_office_hours) return now + openMs
  let left = openMs
  for (const [opens, closes] of officeHoursFrom(policy.policy_timezone, now)) {
    const from = Math.max(opens, now)
    if (left <= closes - from) return from + left
    left -= closes - from
  }
  return null
}
