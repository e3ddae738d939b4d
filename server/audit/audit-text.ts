import type { ResourceName } from './audit-snapshot.ts'

/** Longer than the name or id of any resource that is accepted, so only those of refused writes are cut. */
export const MAX_AUDIT_NAME_LENGTH = 400
export const MAX_AUDIT_MESSAGE_LENGTH = 2000

/** A name as the audit log stores it: a refused write may send a megabyte, or characters that PostgreSQL can't store. */
export const auditName = ({ application_id, subject_id, subject_name }: ResourceName): ResourceName => ({
  application_id: application_id && auditText(application_id, MAX_AUDIT_NAME_LENGTH),
  subject_id: subject_id && auditText(subject_id, MAX_AUDIT_NAME_LENGTH),
  subject_name: auditText(subject_name, MAX_AUDIT_NAME_LENGTH),
})

/** An error's message as the audit log stores it; null without one. */
export const auditMessage = (message: string | null): string | null =>
  message && auditText(message, MAX_AUDIT_MESSAGE_LENGTH)

/** Cut to `maxLength` UTF-16 code units, of which the last is "…" then; without NUL. */
function auditText(text: string, maxLength: number): string {
  const plain = text.slice(0, 2 * maxLength).replaceAll('\0', '\uFFFD')
  if (plain.length <= maxLength) return plain
  return `${plain.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
