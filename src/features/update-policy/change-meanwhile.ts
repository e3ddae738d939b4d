import type { GroupField, GroupSettings } from '#contract/group-settings.ts'
import type { JournalEntry } from '#contract/journal.ts'

/**
 * The last write that made one of these settings what it is now; undefined where none of the entries did.
 * @param entries of the group, newest first
 */
export const changeMeanwhile = (
  entries: readonly JournalEntry[],
  fields: readonly GroupField[],
  theirs: GroupSettings,
): JournalEntry | undefined =>
  entries.find(({ before, after }) =>
    fields.some((field) => after?.[field] === theirs[field] && before?.[field] !== after[field]),
  )
