import { expect, test } from 'vitest'
import { auditFilter, auditSearchParams, parseAuditSearch, ALL_ENTRIES } from './audit-search.ts'

const parse = (query: string) => parseAuditSearch(new URLSearchParams(query))

test('filters survive a round trip through the URL', () => {
  const query =
    'application=a&subject=group&subject_id=g&action=replace&outcome=done&actor=ada&search=x&since=2026-03-01'
  expect(auditSearchParams(parse(query)).toString()).toBe(query)
  expect(parse('')).toEqual(ALL_ENTRIES)
})

test('invalid filters in a URL are ignored', () => {
  expect(parse('subject=node&action=edit&outcome=ok&since=yesterday&until=2026-13-45')).toEqual(ALL_ENTRIES)
})

test('days are whole days in the reader’s time zone', () => {
  expect(auditFilter(parse('since=2026-03-01&until=2026-03-02'))).toMatchObject({
    since: '2026-03-01T00:00:00.000Z',
    until: '2026-03-02T23:59:59.999Z',
  })
  expect(auditFilter(ALL_ENTRIES).since).toBe('')
})
