import * as z from 'zod/mini'
import { groupWriteSchema } from '#contract/group.ts'
import {
  GROUP_FIELDS,
  type GroupField,
  type GroupSettings,
  groupWriteOfSettings,
  isGroupField,
} from '#contract/group-settings.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import type { IntervalValue } from './interval-value.ts'
import { isWholeNumber, type PolicyFormValues, settingsOfValues } from './policy-form-values.ts'

/** At most one message for each field. */
export type FieldErrors = Partial<Record<GroupField, string>>

/** What the contract would refuse, by field; empty when the form is valid. */
export function policyFormErrors(values: PolicyFormValues, opened: GroupSettings): FieldErrors {
  const typed = typedErrors(values)
  const settings = settingsOfValues(values, opened)
  // The schema skips its checks across fields while one field has the wrong type.
  if (typed.policy_max_updates_per_period) settings.policy_max_updates_per_period = 1
  const { error } = z.safeParse(groupWriteSchema, groupWriteOfSettings(settings))
  const refused = errorsOfIssues(
    (error?.issues ?? []).map(({ path, message }) => ({ field: String(path[0] ?? ''), message })),
  )
  return { ...refused.fields, ...typed }
}

/** Errors about the typed text, which is lost once it is a number for the schema. */
function typedErrors(values: PolicyFormValues): FieldErrors {
  const errors: FieldErrors = {}
  if (values.track.trim() === '') errors.track = 'Enter a track: the name by which nodes request this group.'
  const { unlimited, nodes } = values.policy_max_updates_per_period
  if (!unlimited && !isWholeNumber(nodes))
    errors.policy_max_updates_per_period =
      nodes.trim() === ''
        ? 'Enter how many nodes may update at once, or choose “Unlimited”.'
        : `“${nodes}” is not a whole number of nodes. Enter one such as 20.`
  for (const field of ['policy_period_interval', 'policy_update_timeout'] as const) {
    const message = typedIntervalError(values[field])
    if (message) errors[field] = message
  }
  return errors
}

function typedIntervalError({ text, unit }: IntervalValue): string | undefined {
  if (unit === 'custom')
    return text.trim() === '' ? 'Enter an interval such as “1 hour 30 minutes”.' : undefined
  if (text.trim() === '') return `Enter how many ${unit}s.`
  if (isWholeNumber(text)) return undefined
  return `“${text}” is not a whole number. Enter one, or choose “custom” for other intervals.`
}

/** Issues of a schema or a server by field; `rest` holds those about no field of the form. */
export function errorsOfIssues(issues: readonly { field: string; message: string }[]) {
  const fields: FieldErrors = {}
  const rest: string[] = []
  for (const { field, message } of issues) {
    if (isGroupField(field)) fields[field] ??= withLabels(message, field)
    else rest.push(withLabels(message))
  }
  return { fields, rest }
}

/** The message with labels in place of wire names. */
export function withLabels(message: string, field?: GroupField): string {
  const own = field ? message.replace(new RegExp(`^${field}\\b`), groupFieldLabel(field)) : message
  return GROUP_FIELDS.filter((name) => name.includes('_')).reduce(
    (text, name) => text.replaceAll(name, groupFieldLabel(name)),
    own,
  )
}
