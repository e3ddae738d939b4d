import { AUDIT_ACTIONS, AUDIT_OUTCOMES, AUDIT_SUBJECTS } from '#contract/audit-log.ts'
import type { AuditFilter } from '#src/api/audit-log.ts'
import { oneOf } from '#src/lib/one-of.ts'
import { endOfDate, startOfDate } from '#src/lib/zoned-time.ts'

/** The filters of the audit log, as in the URL; an empty value matches everything. */
export interface AuditSearch {
  /** Its id. */
  application: string
  subject: (typeof AUDIT_SUBJECTS)[number] | ''
  /** Id of one resource. */
  subject_id: string
  action: (typeof AUDIT_ACTIONS)[number] | ''
  outcome: (typeof AUDIT_OUTCOMES)[number] | ''
  actor: string
  search: string
  /** Whole days, such as 2026-11-25, in the zone of the page, which is the reader's; both are included. */
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

/** The filters for the URL, without empty ones. */
export const auditSearchParams = (search: Partial<AuditSearch>): URLSearchParams =>
  new URLSearchParams(Object.entries(search).filter(([, value]) => value !== ''))

/** The filters for the server. */
export function auditFilter({ since, until, actor, search, ...same }: AuditSearch): AuditFilter {
  return {
    ...same,
    actor: actor.trim(),
    search: search.trim(),
    since: since && new Date(startOfDate(since)).toISOString(),
    until: until && new Date(endOfDate(until)).toISOString(),
  }
}

export const isNarrowedAuditSearch = (search: AuditSearch): boolean =>
  Object.values(search).some((value) => value.trim() !== '')

const DAY = /^\d{4}-\d{2}-\d{2}$/
const dayOrNone = (text: string) =>
  DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00`)) ? text : ''
