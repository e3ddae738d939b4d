import { JOURNAL_ACTIONS, JOURNAL_OUTCOMES, JOURNAL_SUBJECTS } from '#contract/journal.ts'
import type { JournalFilter } from '#src/api/journal.ts'
import { oneOf } from '#src/lib/one-of.ts'

/** What the journal is narrowed to, as the URL says it; empty is any. */
export interface JournalSearch {
  /** Id. */
  application: string
  subject: (typeof JOURNAL_SUBJECTS)[number] | ''
  /** Of one thing. */
  subject_id: string
  action: (typeof JOURNAL_ACTIONS)[number] | ''
  outcome: (typeof JOURNAL_OUTCOMES)[number] | ''
  actor: string
  search: string
  /** Days of the reader's own calendar, as in 2026-11-25; both are meant whole. */
  since: string
  until: string
}

export const WHOLE_JOURNAL: JournalSearch = {
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

export function parseJournalSearch(params: URLSearchParams): JournalSearch {
  const text = (name: string) => params.get(name) ?? ''
  return {
    application: text('application'),
    subject: oneOf(JOURNAL_SUBJECTS, text('subject')) ?? '',
    subject_id: text('subject_id'),
    action: oneOf(JOURNAL_ACTIONS, text('action')) ?? '',
    outcome: oneOf(JOURNAL_OUTCOMES, text('outcome')) ?? '',
    actor: text('actor'),
    search: text('search'),
    since: dayOrNone(text('since')),
    until: dayOrNone(text('until')),
  }
}

/** The same for the URL; what is as usual is left out. */
export const journalSearchParams = (search: Partial<JournalSearch>): URLSearchParams =>
  new URLSearchParams(Object.entries(search).filter(([, value]) => value !== ''))

/** What the server is asked for. */
export function journalFilter({ since, until, actor, search, ...same }: JournalSearch): JournalFilter {
  return {
    ...same,
    actor: actor.trim(),
    search: search.trim(),
    since: since && new Date(`${since}T00:00:00`).toISOString(),
    until: until && new Date(`${until}T23:59:59.999`).toISOString(),
  }
}

export const isNarrowedJournal = (search: JournalSearch): boolean =>
  Object.values(search).some((value) => value.trim() !== '')

const DAY = /^\d{4}-\d{2}-\d{2}$/
const dayOrNone = (text: string) =>
  DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00`)) ? text : ''
