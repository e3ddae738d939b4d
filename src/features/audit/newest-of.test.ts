import { expect, test } from 'vitest'
import type { AuditEntry } from '#contract/audit-log.ts'
import { newestOf } from './newest-of.ts'

const entry = (id: string): AuditEntry => ({
  id,
  created_ts: '2026-03-04T12:00:00Z',
  actor: 'ada',
  action: 'replace',
  subject: 'group',
  application_id: 'a',
  subject_id: 'g',
  subject_name: 'Stable',
  before: null,
  after: null,
  reason: '',
  outcome: 'done',
  message: null,
})

test('entries of several lists are sorted by their ids as numbers', () => {
  const lists = [[entry('100'), entry('9')], [entry('99'), entry('10')], []]
  expect(newestOf(lists, 3).map(({ id }) => id)).toEqual(['100', '99', '10'])
})
