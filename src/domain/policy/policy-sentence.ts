import type { UpdatePolicy } from '#contract/group.ts'
import { isTimeZone } from '#contract/time-zone.ts'
import { isUnlimited } from '#contract/update-policy.ts'
import { capitalize } from '#src/lib/capitalize.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { intervalAfterPer, formatInterval } from './format-interval.ts'

/**
 * A group's update policy in one sentence. One number limits both the grants of a period and the updates in progress;
 * safe mode lowers it to one until a first update has ended, and switches updates off when as many have timed out.
 */
export function policySentence(policy: UpdatePolicy): string {
  const pace = [describePace(policy), describeOfficeHours(policy)].filter(Boolean).join(', ')
  const sentence = `${pace}; ${describeTimeout(policy)}.`
  return policy.policy_updates_enabled
    ? capitalize(sentence)
    : `Updates are off. Once they are on: ${sentence}`
}

function describePace(policy: UpdatePolicy): string {
  const { policy_max_updates_per_period: limit, policy_safe_mode: safe } = policy
  if (isUnlimited(limit)) return safe ? 'one node first, then all nodes at once' : 'all nodes at once'
  const period = intervalAfterPer(policy.policy_period_interval)
  const pace = `at most ${plural(limit, 'node')} per ${period} and ${formatNumber(limit)} at once`
  return safe && limit > 1 ? `one node first, then ${pace}` : pace
}

function describeOfficeHours({ policy_office_hours: limited, policy_timezone: zone }: UpdatePolicy): string {
  if (!limited) return ''
  if (!zone) return 'Monday to Friday 9–17 without a time zone, so never'
  const hours = `Monday to Friday 9–17 ${zone}`
  return isTimeZone(zone) ? hours : `${hours}, which is not a known time zone, so never`
}

function describeTimeout(policy: UpdatePolicy): string {
  const { policy_max_updates_per_period: limit, policy_safe_mode: safe } = policy
  const timeout = `an update may take ${formatInterval(policy.policy_update_timeout)}`
  if (!safe) return timeout
  if (limit === 1) return `${timeout}, and updates stop when one takes longer`
  const first = `${timeout}, and updates stop when the first one takes longer`
  return isUnlimited(limit) ? first : `${first}, or later ${formatNumber(limit)} do`
}
