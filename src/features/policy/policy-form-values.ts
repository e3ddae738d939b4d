import { isUnlimited, UNLIMITED } from '#contract/update-policy.ts'
import type { GroupSettings } from '#contract/group-settings.ts'
import { type IntervalValue, intervalOfValue, intervalValueOf } from './interval-value.ts'

/** The limit in the form. The number stays while “Unlimited” is on, to come back when it is switched off. */
export interface LimitValue {
  unlimited: boolean
  nodes: string
}

/** The group's settings in the form, as typed. */
export interface PolicyFormValues extends Omit<GroupSettings, StructuredField> {
  policy_max_updates_per_period: LimitValue
  policy_period_interval: IntervalValue
  policy_update_timeout: IntervalValue
}

type StructuredField = 'policy_max_updates_per_period' | 'policy_period_interval' | 'policy_update_timeout'

export function valuesOfSettings(settings: GroupSettings): PolicyFormValues {
  const limit = settings.policy_max_updates_per_period
  return {
    ...settings,
    policy_max_updates_per_period: isUnlimited(limit)
      ? { unlimited: true, nodes: '' }
      : { unlimited: false, nodes: String(limit) },
    policy_period_interval: intervalValueOf(settings.policy_period_interval),
    policy_update_timeout: intervalValueOf(settings.policy_update_timeout),
  }
}

/**
 * The settings to send. Unedited ones stay as the form was opened with, letter for letter. A limit that is not a whole
 * number becomes `NaN`, for the schema to refuse.
 */
export function settingsOfValues(values: PolicyFormValues, opened: GroupSettings): GroupSettings {
  return {
    ...values,
    name: trimmed(values.name, opened.name),
    description: trimmed(values.description, opened.description),
    track: trimmed(values.track, opened.track),
    policy_max_updates_per_period: limitOfValue(
      values.policy_max_updates_per_period,
      opened.policy_max_updates_per_period,
    ),
    policy_period_interval: intervalOfValue(values.policy_period_interval, opened.policy_period_interval),
    policy_update_timeout: intervalOfValue(values.policy_update_timeout, opened.policy_update_timeout),
  }
}

const trimmed = (text: string, opened: string) => (text === opened ? text : text.trim())

function limitOfValue({ unlimited, nodes }: LimitValue, opened: number): number {
  if (unlimited) return isUnlimited(opened) ? opened : UNLIMITED
  return isWholeNumber(nodes) ? Number(nodes) : NaN
}

export const isWholeNumber = (text: string): boolean => /^\d+$/.test(text.trim())
