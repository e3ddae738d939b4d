import { expect, test } from 'vitest'
import type { AuditEntry } from '#contract/audit-log.ts'
import { MINUTE_MS } from '#contract/time-units.ts'
import { auditLines } from './audit-lines.ts'

const NOW = Date.parse('2026-03-04T12:00:00Z')

const entry = (id: number, reason: string, over: Partial<AuditEntry> = {}): AuditEntry => ({
  id: String(id),
  created_ts: new Date(NOW + id * MINUTE_MS).toISOString(),
  actor: 'lena',
  action: 'replace',
  subject: 'group',
  application_id: null,
  subject_id: `group-${id}`,
  subject_name: `Group ${id}`,
  before: { policy_updates_enabled: true },
  after: { policy_updates_enabled: false },
  reason,
  outcome: 'done',
  message: null,
  ...over,
})

/** The kind of each line, with the ids of its entries. */
const linesOf = (entries: readonly AuditEntry[]) =>
  auditLines(entries, false).map((line) =>
    line.kind === 'entry' ? line.entry.id : [line.kind, ...line.entries.map(({ id }) => id)],
  )

test('a freeze is one line, and so is its thaw', () => {
  const entries = [
    entry(9, 'Thaw: registry down'),
    entry(8, 'Thaw: registry down'),
    entry(5, 'too fast'),
    entry(3, 'Freeze: registry down'),
    entry(2, 'Freeze: registry down'),
    entry(1, 'Freeze: registry down'),
  ]
  expect(linesOf(entries)).toEqual([['thaw', '9', '8'], '5', ['freeze', '3', '2', '1']])
  expect(linesOf([entry(2, 'Freeze of the fleet'), entry(1, 'Freeze of the fleet')])).toEqual([
    ['freeze', '2', '1'],
  ])
})

test('a freeze whose older entries are not loaded is cut', () => {
  const freeze = [entry(3, 'Freeze: a'), entry(2, 'Freeze: a')]
  expect(auditLines(freeze, true)).toMatchObject([{ kind: 'freeze', isCut: true }])
  expect(auditLines(freeze, false)).toMatchObject([{ kind: 'freeze', isCut: false }])
  expect(auditLines([...freeze, entry(1, 'too fast')], true)).toMatchObject([{ isCut: false }, {}])
})

test('what someone else, another freeze, a later retry or a rejected write did stands apart', () => {
  expect(
    linesOf([
      entry(40, 'Freeze: a'),
      entry(4, 'Freeze: a'),
      entry(3, 'Freeze: a', { actor: 'ada' }),
      entry(2, 'Freeze: b'),
      entry(1, 'Freeze: b', { outcome: 'refused' }),
    ]),
  ).toEqual(['40', '4', '3', '2', '1'])
})

test('other changes with one reason, and a freeze of a single group, are entries as before', () => {
  expect(linesOf([entry(2, 'Freezer shops'), entry(1, 'Freezer shops')])).toEqual(['2', '1'])
  expect(linesOf([entry(1, 'Freeze: a')])).toEqual(['1'])
  const twice = [
    entry(2, 'Freeze: a', { subject_id: 'shops' }),
    entry(1, 'Freeze: a', { subject_id: 'shops' }),
  ]
  expect(linesOf(twice)).toEqual(['2', '1'])
})
