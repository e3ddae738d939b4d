import type { AuditedResource, AuditEntry } from '#contract/audit-log.ts'
import type { Channel } from '#contract/channel.ts'
import { type RevertField, revertFields } from '#src/domain/audit/revert-fields.ts'

/** What a revert does to the resource as it is now. */
export type RevertPlan =
  | { kind: 'fields'; fields: RevertField[] }
  /** To a floor as a whole. */
  | { kind: 'whole'; effect: string }
  | { kind: 'impossible'; because: string }

/** @param now the resource; null where it is gone */
export function revertPlan(
  entry: AuditEntry,
  now: AuditedResource | null,
  channels: readonly Channel[],
): RevertPlan {
  const { subject, before, after } = entry
  if (subject === 'floor' && after === null)
    return now === null
      ? { kind: 'whole', effect: 'Sets the floor again, with its earlier reason.' }
      : { kind: 'impossible', because: 'The floor has already been set again.' }
  if (now === null)
    return { kind: 'impossible', because: 'It no longer exists; someone may have deleted it.' }
  if (before === null)
    return { kind: 'whole', effect: 'Removes the floor: nodes may then skip this version.' }
  return { kind: 'fields', fields: revertFields(entry, now, channels) }
}

/**
 * The fields that the revert sets back: those still as the entry left them, and of those changed since only the
 * ones that the operator chose to overwrite.
 */
export const fieldsToRevert = (plan: RevertPlan, overwritten: readonly string[]): RevertField[] =>
  plan.kind !== 'fields'
    ? []
    : plan.fields.filter(
        ({ field, kind }) =>
          kind === 'unchanged' || (kind === 'changed-since' && overwritten.includes(field)),
      )

/** Why the plan does nothing; undefined where it does something. */
export function whyNothingToRevert(plan: RevertPlan, chosen: readonly RevertField[]): string | undefined {
  if (plan.kind === 'impossible') return plan.because
  if (plan.kind === 'whole' || chosen.length > 0) return undefined
  return plan.fields.some(({ kind }) => kind === 'changed-since')
    ? 'It was changed again since: choose above what to overwrite.'
    : 'Everything is already as it was before.'
}
