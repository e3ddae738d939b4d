import { expect, test } from 'vitest'
import { settingsOfGroup } from '#contract/group-settings.ts'
import type { AuditEntry } from '#contract/audit-log.ts'
import { group } from '#src/domain/testing/group-fixture.ts'
import { changeMeanwhile } from './change-meanwhile.ts'

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

test('a change is told by the last write that made the setting what it is now', () => {
  const entries = [entry('3', 10, 10), entry('2', 20, 10), entry('1', 30, 10)]
  expect(changeMeanwhile(entries, [limit], theirs)?.id).toBe('2')
})

test('a change that was written past the audit log is nobody’s', () => {
  expect(changeMeanwhile([entry('1', 20, 50)], [limit], theirs)).toBeUndefined()
})
