import { isUnlimited, UNLIMITED } from '#contract/update-policy.ts'
import type { GroupSettings } from '#contract/group-settings.ts'
import { type IntervalValue, intervalOfValue, intervalValueOf } from './interval-value.ts'

/** The limit as the form holds it; the number stays while the switch is on, to come back with it off. */
export interface LimitValue {
  unlimited: boolean
  nodes: string
}

/** The group's settings as the form holds them: what was typed, right or wrong. */
export interface PolicyFormValues extends Omit<GroupSettings, EditedOtherwise> {
  policy_max_updates_per_period: LimitValue
  policy_period_interval: IntervalValue
  policy_update_timeout: IntervalValue
}

type EditedOtherwise = 'policy_max_updates_per_period' | 'policy_period_interval' | 'policy_update_timeout'

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
 * The settings that the form stands for. What was not edited is what the form was opened with, letter for
 * letter. A limit that is no whole number is `NaN`, for the schema to refuse.
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
