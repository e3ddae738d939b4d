import type { UpdatePolicy } from '#contract/group.ts'
import { officeHoursFrom } from '#contract/office-hours.ts'

/**
 * When updates have been open for so long from now on, in ms; nights and weekends left out where they keep to office
 * hours. Null in a zone where those never open.
 */
export function timeAfterOpenMs(
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
