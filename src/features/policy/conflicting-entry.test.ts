import { expect, test } from 'vitest'
import { settingsOfGroup } from '#contract/group-settings.ts'
import type { AuditEntry } from '#contract/audit-log.ts'
import { group } from '#src/domain/testing/group-fixture.ts'
import { conflictingEntry } from './conflicting-entry.ts'

const limit = 'policy_max_updates_per_period'
const entry = (id: string, before: number, after: number): AuditEntry => ({
  id,
  created_ts: '2026-03-04T12:00:00Z',
  actor: 'local',
  action: 'replace',
  subject: 'group',
  application_id: null,
  subject_id: null,
  subject_name: 'canary',
  before: { [limit]: before },
  after: { [limit]: after },
  reason: '',
  outcome: 'done',
  message: null,
})
const theirs = { ...settingsOfGroup(group(1)), [limit]: 10 }

test('the conflicting entry is the last write that gave the setting its current value', () => {
  const entries = [entry('3', 10, 10), entry('2', 20, 10), entry('1', 30, 10)]
  expect(conflictingEntry(entries, [limit], theirs)?.id).toBe('2')
})

test('there is none for a change that bypassed the audit log', () => {
  expect(conflictingEntry([entry('1', 20, 50)], [limit], theirs)).toBeUndefined()
})
