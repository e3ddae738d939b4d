import { expect, test } from 'vitest'
import { auditEntry } from '#src/domain/testing/audit-entry-fixture.ts'
import { newestOf } from './newest-of.ts'

const entry = (id: string) => auditEntry({ id })

test('entries of several lists are sorted by their ids as numbers', () => {
  const lists = [[entry('100'), entry('9')], [entry('99'), entry('10')], []]
  expect(newestOf(lists, 3).map(({ id }) => id)).toEqual(['100', '99', '10'])
})
