import type { GroupField, GroupSettings } from '#contract/group-settings.ts'
import type { AuditEntry } from '#contract/audit-log.ts'

/**
 * The last write that made one of these settings what it is now; undefined where none of the entries did.
 * @param entries of the group, newest first
 */
export const changeMeanwhile = (
  entries: readonly AuditEntry[],
  fields: readonly GroupField[],
  theirs: GroupSettings,
): AuditEntry | undefined =>
  entries.find(({ before, after }) =>
    fields.some((field) => after?.[field] === theirs[field] && before?.[field] !== after[field]),
  )
