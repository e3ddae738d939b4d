import type { AuditEntry } from '#contract/audit-log.ts'
import { id } from './fixture-ids.ts'

/** A write that replaced a group; the audit log has no states of it by default. */
export const auditEntry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  id: '1',
  created_ts: '2026-03-04T12:00:00Z',
  actor: 'ada',
  action: 'replace',
  subject: 'group',
  application_id: id(0),
  subject_id: id(1),
  subject_name: 'Canary',
  before: null,
  after: null,
  reason: '',
  outcome: 'done',
  message: null,
  ...over,
})
