import { describe, expect, test } from 'vitest'
import type { AuditEntry } from '#contract/audit-log.ts'
import { auditEntry } from '#src/domain/testing/audit-entry-fixture.ts'
import { group as createGroup } from '#src/domain/testing/group-fixture.ts'
import { describeAuditEntry, describeAuditMessage } from './describe-audit-entry.ts'
import { changesPackageOnly, previousPackageId, revertFields, whyNotRevertible } from './revert-fields.ts'

const entry = (over: Partial<AuditEntry> = {}) => auditEntry({ subject_name: 'Stable', ...over })
const { channel: _, ...group } = createGroup(1)
const changed = (before: object, after: object) =>
  entry({ before: { ...group, ...before }, after: { ...group, ...after } })

const release = (version: string) => ({ package_id: version, package: { id: version, version, arch: 1 } })

describe('an entry is described by', () => {
  test('the switch of updates and its other changes', () => {
    const off = changed({ policy_updates_enabled: true }, { policy_updates_enabled: false })
    expect(describeAuditEntry(off, [])).toMatchObject({ verb: 'switched updates off', what: 'group Stable' })
    const on = changed(
      { policy_updates_enabled: false, policy_max_updates_per_period: 1 },
      { policy_updates_enabled: true, policy_max_updates_per_period: 5 },
    )
    expect(describeAuditEntry(on, [])).toEqual({
      verb: 'switched updates on and changed limit',
      what: 'group Stable',
      changes: [
        { field: 'policy_updates_enabled', label: 'Updates', before: 'off', after: 'on' },
        { field: 'policy_max_updates_per_period', label: 'Limit', before: '1 node', after: '5 nodes' },
      ],
    })
  })

  test('the package set on a channel, by its version', () => {
    const promotion = entry({ subject: 'channel', before: release('1.0.0'), after: release('2.0.0') })
    expect(describeAuditEntry(promotion, [])).toMatchObject({
      verb: 'set its package to 2.0.0',
      changes: [{ label: 'Package', before: '1.0.0 · amd64', after: '2.0.0 · amd64' }],
    })
    const emptied = entry({ subject: 'channel', before: release('1.0.0'), after: { package_id: null } })
    expect(describeAuditEntry(emptied, []).verb).toBe('removed its package')
  })

  test('the attempt, where it did not succeed', () => {
    const refused = entry({ outcome: 'refused', message: 'No.' })
    expect(describeAuditEntry(refused, [])).toMatchObject({ verb: 'tried to change it', changes: [] })
    expect(describeAuditEntry(entry({ outcome: 'unknown', action: 'delete' }), []).verb).toBe(
      'tried to delete it',
    )
  })

  test('three of many fields, and how many more', () => {
    const all = changed(
      { name: 'a', track: 'a', description: 'a', policy_update_timeout: '1 hour', policy_safe_mode: true },
      { name: 'b', track: 'b', description: 'b', policy_update_timeout: '2 hours', policy_safe_mode: false },
    )
    expect(describeAuditEntry(all, []).verb).toBe('changed safe mode, update timeout, name and 2 more')
  })
})

describe('the server’s message appears', () => {
  test('with the names of fields and switches on screen', () => {
    const message =
      'It was changed meanwhile (policy_updates_enabled is false now, and was true; name is "a" now, and was "b"), so nothing was written: read it again, then decide.'
    expect(describeAuditMessage({ subject: 'group', message })).toBe(
      'It was changed meanwhile (Updates is off now, and was on; Name is "a" now, and was "b"), so nothing was written: read it again, then decide.',
    )
    expect(
      describeAuditMessage({ subject: 'group', message: 'policy_period_interval must be an interval' }),
    ).toBe('Period must be an interval')
  })

  test('otherwise verbatim', () => {
    const message = 'There is another package of this version.'
    expect(describeAuditMessage({ subject: 'package', message })).toBe(message)
    expect(describeAuditMessage({ subject: 'group', message: null })).toBeNull()
  })
})

describe('a revert', () => {
  test('distinguishes unchanged fields from those changed since or reverted already', () => {
    const edit = changed(
      { policy_max_updates_per_period: 1, name: 'a', description: 'a' },
      { policy_max_updates_per_period: 5, name: 'b', description: 'b' },
    )
    const now = { ...group, policy_max_updates_per_period: 5, name: 'c', description: 'a' }
    expect(revertFields(edit, now, []).map(({ field, kind }) => [field, kind])).toEqual([
      ['policy_max_updates_per_period', 'unchanged'],
      ['name', 'changed-since'],
      ['description', 'already-reverted'],
    ])
  })

  test('leaves a channel’s package to a promotion', () => {
    const promoted = entry({
      subject: 'channel',
      before: { ...release('1.0.0'), name: 'a' },
      after: { ...release('2.0.0'), name: 'a' },
    })
    expect(previousPackageId(promoted)).toBe('1.0.0')
    expect(changesPackageOnly(promoted)).toBe(true)
    const renamed = { ...promoted, after: { ...release('2.0.0'), name: 'b' } }
    expect(changesPackageOnly(renamed)).toBe(false)
    expect(revertFields(renamed, renamed.after, []).map(({ field }) => field)).toEqual(['name'])
    const first = { ...promoted, before: { package_id: null, name: 'a' } }
    expect(previousPackageId(first)).toBeNull()
    expect(previousPackageId({ ...promoted, after: promoted.before })).toBeUndefined()
    expect(previousPackageId(changed({ name: 'a' }, { name: 'b' }))).toBeUndefined()
  })

  test('is possible where both states are known, and for floors', () => {
    expect(whyNotRevertible(changed({ name: 'a' }, { name: 'b' }))).toBeNull()
    expect(whyNotRevertible(entry({ subject: 'floor', action: 'create', after: {} }))).toBeNull()
    expect(whyNotRevertible(entry({ after: {} }))).toMatch(/earlier state is unknown/)
    expect(whyNotRevertible(entry({ outcome: 'refused' }))).toMatch(/changed nothing/)
    expect(whyNotRevertible(entry({ outcome: 'unknown' }))).toMatch(/outcome is unknown/)
    for (const action of ['create', 'delete'] as const)
      expect(whyNotRevertible(entry({ action, before: {}, after: {} }))).not.toBeNull()
  })
})
