import type { AuditEntry } from '#contract/audit-log.ts'
import type { GroupField, GroupSettings } from '#contract/group-settings.ts'

/**
 * The last write that gave one of the fields its current value; undefined if none of the entries did.
 * @param entries of the group, newest first
 */
export const conflictingEntry = (
  entries: readonly AuditEntry[],
  fields: readonly GroupField[],
  theirs: GroupSettings,
): AuditEntry | undefined =>
  entries.find(({ before, after }) =>
    fields.some((field) => after?.[field] === theirs[field] && before?.[field] !== after[field]),
  )
