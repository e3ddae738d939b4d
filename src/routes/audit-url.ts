import type { AuditSubject } from '#contract/audit-log.ts'
import { readersDate } from '#src/lib/shown-time-zone.ts'
import { routes } from './routes.ts'

/** The audit log of one resource. */
export const resourceAuditUrl = (subject: AuditSubject, id: string): string =>
  routes.auditLog.url(new URLSearchParams({ subject, subject_id: id }))

/** The audit log of one resource, of the day of an entry: days there are those of the reader's time zone. @param time in ms */
export function auditEntryUrl(subject: AuditSubject, id: string, time: number): string {
  const day = readersDate(time)
  return routes.auditLog.url(new URLSearchParams({ subject, subject_id: id, since: day, until: day }))
}
