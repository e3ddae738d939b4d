import type { Channel } from '#contract/channel.ts'
import type { AuditedResource, AuditEntry } from '#contract/audit-log.ts'
import { isSameValue } from '#contract/write-context.ts'
import { fieldLabel, formatFields, writtenFields } from './audit-fields.ts'

/** Why an entry cannot be reverted; null where it can. */
export function whyNotRevertible({ outcome, action, subject, before, after }: AuditEntry): string | null {
  if (outcome === 'refused') return 'It was rejected and changed nothing.'
  if (outcome === 'unknown') return 'Its outcome is unknown. Check the current state, and change that.'
  if (subject === 'floor') return before === null && after === null ? 'The earlier state is unknown.' : null
  if (action === 'create') return 'Created resources are not deleted here: nodes may use them by now.'
  if (action === 'delete')
    return 'Deleted resources are gone, with their ids and everything that belonged to them.'
  return before === null || after === null ? 'The earlier state is unknown.' : null
}

/** A field that the entry changed, and its current value. */
export interface RevertField {
  field: string
  label: string
  /** In words: the value before the entry, the value that the entry set, and the current one. */
  before: string
  made: string
  now: string
  kind: /** It still has the value that the entry set. */
    | 'unchanged'
    /** It has its earlier value again. */
    | 'already-reverted'
    /** It was changed again since. */
    | 'changed-since'
}

/**
 * The id of the package that a channel had before the entry, null for none; undefined where the entry did not change it.
 * Setting it back is a promotion like any other, with its gates and its effect.
 */
export function previousPackageId({ subject, before, after }: AuditEntry): string | null | undefined {
  if (subject !== 'channel' || !before || !after) return undefined
  const id = before['package_id']
  if (isSameValue(id, after['package_id'])) return undefined
  return typeof id === 'string' && id !== '' ? id : null
}

/** Whether the entry changed nothing but a channel's package. */
export const changesPackageOnly = (entry: AuditEntry): boolean =>
  previousPackageId(entry) !== undefined &&
  entry.after !== null &&
  revertFields(entry, entry.after, []).length === 0

/** The fields that a revert sets back, without a channel's package. @param now the current state on the server */
export function revertFields(
  { subject, before, after }: AuditEntry,
  now: AuditedResource,
  channels: readonly Channel[],
): RevertField[] {
  if (!before || !after) return []
  return writtenFields(subject)
    .filter((field) => subject !== 'channel' || field !== 'package_id')
    .filter((field) => !isSameValue(before[field], after[field]))
    .map((field) => {
      const [was = '', made = '', is = ''] = formatFields(subject, [before, after, now], field, channels)
      const kind = isSameValue(now[field], before[field])
        ? 'already-reverted'
        : isSameValue(now[field], after[field])
          ? 'unchanged'
          : 'changed-since'
      return { field, label: fieldLabel(subject, field), before: was, made, now: is, kind }
    })
}

/** The current state with the earlier values of these fields. */
export const withFieldsReverted = (
  now: AuditedResource,
  before: AuditedResource,
  fields: readonly string[],
): AuditedResource => ({
  ...now,
  ...Object.fromEntries(fields.map((field) => [field, before[field] ?? null])),
})
