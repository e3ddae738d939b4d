import type { Channel } from '#contract/channel.ts'
import type { JournalEntry } from '#contract/journal.ts'
import { isSameValue } from '#contract/write-note.ts'
import { fieldInWords, fieldLabel, type Thing, writtenFields } from './journal-fields.ts'

/** Why an entry can't be reverted; null where it can. */
export function unrevertible({ outcome, action, subject, before, after }: JournalEntry): string | null {
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

/** What a revert is about. @param now as the server has it */
export function revertFields(
  { subject, before, after }: JournalEntry,
  now: Thing,
  channels: readonly Channel[],
): RevertField[] {
  if (!before || !after) return []
  const words = (thing: Thing, field: string) => fieldInWords(subject, thing, field, channels)
  return writtenFields(subject)
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
