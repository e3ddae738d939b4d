import type { Channel } from '#contract/channel.ts'
import type { AuditEntry } from '#contract/audit-log.ts'
import { isSameValue } from '#contract/write-context.ts'
import { formatField, fieldLabel, type Thing, writtenFields } from './audit-fields.ts'

/** Why an entry can't be reverted; null where it can. */
export function unrevertible({ outcome, action, subject, before, after }: AuditEntry): string | null {
  if (outcome === 'refused') return 'It was refused and changed nothing.'
  if (outcome === 'unknown')
    return 'It isn’t known whether it was done. Look at what is there now, and change that.'
  if (subject === 'floor') return before === null && after === null ? 'It isn’t known what it was.' : null
  if (action === 'create') return 'What was made is not deleted from here: nodes may have come to it since.'
  if (action === 'delete') return 'What was deleted is gone with its id and all that belonged to it.'
  return before === null || after === null ? 'It isn’t known what was there before.' : null
}

/** One field that the entry changed, and how it is now. */
export interface RevertField {
  field: string
  label: string
  /** In words: as it was before the entry, as the entry made it, and as it is now. */
  before: string
  made: string
  now: string
  kind: /** It still is as the entry made it. */
    | 'as-made'
    /** It is as it was before. */
    | 'back-already'
    /** Somebody has made something else of it since. */
    | 'changed-since'
}

/**
 * The package that a channel pointed at before the entry; undefined where the entry is about nothing of the kind. To
 * point it back is a promotion like any other, with its gates and its effect.
 */
export function packageBefore({ subject, before, after }: AuditEntry): string | null | undefined {
  if (subject !== 'channel' || !before || !after) return undefined
  const id = before['package_id']
  if (isSameValue(id, after['package_id'])) return undefined
  return typeof id === 'string' && id !== '' ? id : null
}

/** Whether nothing but the channel's package is to be set back. */
export const isPackageAlone = (entry: AuditEntry): boolean =>
  packageBefore(entry) !== undefined &&
  entry.after !== null &&
  revertFields(entry, entry.after, []).length === 0

/** What a revert is about, but for a channel's package. @param now as the server has it */
export function revertFields(
  { subject, before, after }: AuditEntry,
  now: Thing,
  channels: readonly Channel[],
): RevertField[] {
  if (!before || !after) return []
  const words = (thing: Thing, field: string) => formatField(subject, thing, field, channels)
  return writtenFields(subject)
    .filter((field) => subject !== 'channel' || field !== 'package_id')
    .filter((field) => !isSameValue(before[field], after[field]))
    .map((field) => ({
      field,
      label: fieldLabel(subject, field),
      before: words(before, field),
      made: words(after, field),
      now: words(now, field),
      kind: isSameValue(now[field], before[field])
        ? 'back-already'
        : isSameValue(now[field], after[field])
          ? 'as-made'
          : 'changed-since',
    }))
}

/** The thing with these fields as they were before the entry. */
export const withFieldsBack = (now: Thing, before: Thing, fields: readonly string[]): Thing => ({
  ...now,
  ...Object.fromEntries(fields.map((field) => [field, before[field] ?? null])),
})
