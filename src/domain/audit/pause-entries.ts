import type { AuditEntry } from '#contract/audit-log.ts'

const isOn = (group: AuditEntry['before']) => group?.['policy_updates_enabled']

/**
 * The writes that switched a group's updates off, those of freezes among them; not those of which the log doesn't know
 * whether they did.
 */
export const pauseEntries = (entries: readonly AuditEntry[]): AuditEntry[] =>
  entries.filter(
    ({ outcome, before, after }) => outcome === 'done' && isOn(before) === true && isOn(after) === false,
  )

/**
 * The write that switched a group's updates off, unless a later one switched them on again.
 * @param entries of the group, newest first
 */
export function lastPause(entries: readonly AuditEntry[]): AuditEntry | null {
  const switched = entries.find(({ before, after }) => isOn(before) !== isOn(after))
  return switched && isOn(switched.after) === false ? switched : null
}
