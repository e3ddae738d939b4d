import { AUDIT_ACTIONS, AUDIT_OUTCOMES, AUDIT_SUBJECTS } from '#contract/audit-log.ts'
import type { AuditFilter } from '#src/api/audit-log.ts'
import { oneOf } from '#src/lib/one-of.ts'

/** What the audit log is narrowed to, as the URL says it; empty is any. */
export interface AuditSearch {
  /** Id. */
  application: string
  subject: (typeof AUDIT_SUBJECTS)[number] | ''
  /** Of one thing. */
  subject_id: string
  action: (typeof AUDIT_ACTIONS)[number] | ''
  outcome: (typeof AUDIT_OUTCOMES)[number] | ''
  actor: string
  search: string
  /** Days of the reader's own calendar, as in 2026-11-25; both are meant whole. */
  since: string
  until: string
}

export const ALL_ENTRIES: AuditSearch = {
  application: '',
  subject: '',
  subject_id: '',
  action: '',
  outcome: '',
  actor: '',
  search: '',
  since: '',
  until: '',
}

export function parseAuditSearch(params: URLSearchParams): AuditSearch {
  const text = (name: string) => params.get(name) ?? ''
  return {
    application: text('application'),
    subject: oneOf(AUDIT_SUBJECTS, text('subject')) ?? '',
    subject_id: text('subject_id'),
    action: oneOf(AUDIT_ACTIONS, text('action')) ?? '',
    outcome: oneOf(AUDIT_OUTCOMES, text('outcome')) ?? '',
    actor: text('actor'),
    search: text('search'),
    since: dayOrNone(text('since')),
    until: dayOrNone(text('until')),
  }
}

/** The same for the URL; what is as usual is left out. */
export const auditSearchParams = (search: Partial<AuditSearch>): URLSearchParams =>
  new URLSearchParams(Object.entries(search).filter(([, value]) => value !== ''))

/** What the server is asked for. */
export function auditFilter({ since, until, actor, search, ...same }: AuditSearch): AuditFilter {
  return {
    ...same,
    actor: actor.trim(),
    search: search.trim(),
    since: since && new Date(`${since}T00:00:00`).toISOString(),
    until: until && new Date(`${until}T23:59:59.999`).toISOString(),
  }
}

export const isNarrowedAuditSearch = (search: AuditSearch): boolean =>
  Object.values(search).some((value) => value.trim() !== '')

const DAY = /^\d{4}-\d{2}-\d{2}$/
const dayOrNone = (text: string) =>
  DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00`)) ? text : ''
