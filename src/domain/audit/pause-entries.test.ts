import { expect, test } from 'vitest'
import { auditEntry } from '#src/domain/testing/audit-entry-fixture.ts'
import { lastPause, pauseEntries } from './pause-entries.ts'

const entry = (id: string, from: boolean | null, to: boolean) =>
  auditEntry({
    id,
    before: from === null ? null : { policy_updates_enabled: from },
    after: { policy_updates_enabled: to },
  })

test('the last pause is the latest write that switched updates off, whatever was edited since', () => {
  expect(lastPause([entry('3', false, false), entry('2', true, false), entry('1', true, false)])?.id).toBe(
    '2',
  )
})

test('there is none after a resume or without a pause in the audit log', () => {
  expect(lastPause([entry('2', false, true), entry('1', true, false)])).toBeNull()
  expect(lastPause([entry('1', false, false)])).toBeNull()
  expect(lastPause([])).toBeNull()
})

test('pauses are the writes that switched updates off, without those that were refused or of which that is unknown', () => {
  const refused = { ...entry('5', true, false), outcome: 'refused' } as const
  const pauses = pauseEntries([
    refused,
    entry('4', true, false),
    entry('3', false, true),
    entry('2', null, false),
    entry('1', true, false),
  ])
  expect(pauses.map(({ id }) => id)).toEqual(['4', '1'])
})
