import { expect, test } from 'vitest'
import { auditEntry } from '#src/domain/testing/audit-entry-fixture.ts'
import { groupSettings } from '#src/domain/testing/group-fixture.ts'
import { conflictingEntry } from './conflicting-entry.ts'

const limit = 'policy_max_updates_per_period'
const entry = (id: string, before: number, after: number) =>
  auditEntry({ id, before: { [limit]: before }, after: { [limit]: after } })
const theirs = groupSettings({ [limit]: 10 })

test('the conflicting entry is the last write that gave the setting its current value', () => {
  const entries = [entry('3', 10, 10), entry('2', 20, 10), entry('1', 30, 10)]
  expect(conflictingEntry(entries, [limit], theirs)?.id).toBe('2')
})

test('there is none for a change that bypassed the audit log', () => {
  expect(conflictingEntry([entry('1', 20, 50)], [limit], theirs)).toBeUndefined()
})
