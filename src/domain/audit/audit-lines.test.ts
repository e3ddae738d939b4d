import { expect, test } from 'vitest'
import type { AuditEntry } from '#contract/audit-log.ts'
import { MINUTE_MS } from '#contract/time-units.ts'
import { auditEntry } from '#src/domain/testing/audit-entry-fixture.ts'
import { auditLines } from './audit-lines.ts'

const NOW = Date.parse('2026-03-04T12:00:00Z')

const entry = (id: number, reason: string, over: Partial<AuditEntry> = {}) =>
  auditEntry({
    id: String(id),
    created_ts: new Date(NOW + id * MINUTE_MS).toISOString(),
    actor: 'lena',
    subject_id: `group-${id}`,
    before: { policy_updates_enabled: true },
    after: { policy_updates_enabled: false },
    reason,
    ...over,
  })

/** The kind of each line, with the ids of its entries. */
const linesOf = (entries: readonly AuditEntry[]) =>
  auditLines(entries, false).map((line) =>
    line.kind === 'entry'
      ? line.entry.id
      : [
          line.kind,
          ...line.entries.map(({ id }) => id),
          ...(line.kind === 'freeze' ? line.thaw.map(({ id }) => `thaw ${id}`) : []),
        ],
  )

const of = (group: string) => ({ subject_id: group })

test('a freeze is one line with its thaw, which stands where the thaw does', () => {
  const entries = [
    entry(30, 'Thaw: registry down', { ...of('a'), actor: 'ada' }),
    entry(29, 'Thaw: registry down', { ...of('b'), actor: 'ada' }),
    entry(5, 'too fast'),
    entry(3, 'Freeze: registry down', of('a')),
    entry(2, 'Freeze: registry down', of('b')),
    entry(1, 'Freeze: registry down', of('c')),
  ]
  expect(linesOf(entries)).toEqual([['freeze', '3', '2', '1', 'thaw 30', 'thaw 29'], '5'])
  expect(linesOf([entry(2, 'Freeze of the fleet'), entry(1, 'Freeze of the fleet')])).toEqual([
    ['freeze', '2', '1'],
  ])
})

test('a freeze and its thaw are one line among the entries of a single group, too', () => {
  const [thaw, freeze] = [entry(9, 'Thaw: a', of('shops')), entry(1, 'Freeze: a', of('shops'))]
  expect(linesOf([thaw, freeze])).toEqual([['freeze', '1', 'thaw 9']])
  expect(auditLines([thaw, freeze], true)).toMatchObject([{ kind: 'freeze', isCut: true }])
})

test('each of two freezes for one reason has its own thaw, and one without a thaw among the entries stands alone', () => {
  const [again, thaw, freeze] = [
    entry(90, 'Freeze: a', of('shops')),
    entry(9, 'Thaw: a', of('shops')),
    entry(1, 'Freeze: a', of('shops')),
  ]
  expect(linesOf([again, thaw, freeze])).toEqual(['90', ['freeze', '1', 'thaw 9']])
  expect(linesOf([entry(99, 'Thaw: a', of('shops')), again, freeze])).toEqual([
    ['freeze', '90', 'thaw 99'],
    '1',
  ])
  expect(linesOf([entry(9, 'Thaw: b', of('shops')), freeze])).toEqual(['9', '1'])
  expect(linesOf([entry(9, 'Thaw: a', of('depots')), freeze])).toEqual(['9', '1'])
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
