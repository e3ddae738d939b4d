import { expect, test } from 'vitest'
import { journalFilter, journalSearchParams, parseJournalSearch, WHOLE_JOURNAL } from './journal-search.ts'

const parse = (query: string) => parseJournalSearch(new URLSearchParams(query))

test('what a URL says of the journal is read, and written again', () => {
  const query =
    'application=a&subject=group&subject_id=g&action=replace&outcome=done&actor=ada&search=x&since=2026-03-01'
  expect(journalSearchParams(parse(query)).toString()).toBe(query)
  expect(parse('')).toEqual(WHOLE_JOURNAL)
})

test('what a URL can’t mean is left out', () => {
  expect(parse('subject=node&action=edit&outcome=ok&since=yesterday&until=2026-13-45')).toEqual(WHOLE_JOURNAL)
})

test('days are whole days of the reader’s calendar', () => {
  expect(journalFilter(parse('since=2026-03-01&until=2026-03-02'))).toMatchObject({
    since: '2026-03-01T00:00:00.000Z',
    until: '2026-03-02T23:59:59.999Z',
  })
  expect(journalFilter(WHOLE_JOURNAL).since).toBe('')
})
