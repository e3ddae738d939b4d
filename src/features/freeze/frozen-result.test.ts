import { expect, test } from 'vitest'
import type { FrozenGroup } from '#contract/freeze.ts'
import { settingsOfGroup } from '#contract/group-settings.ts'
import { id } from '#src/domain/testing/fixture-ids.ts'
import { group } from '#src/domain/testing/group-fixture.ts'
import { describeThaw, frozenResult, summarizeResults, withResumed } from './frozen-result.ts'

const frozen = (group_name: string, over: Partial<FrozenGroup> = {}): FrozenGroup => ({
  application_id: id(0),
  group_id: id(1),
  application_name: 'Kiosk OS',
  group_name,
  before: settingsOfGroup(group(1)),
  outcome: 'paused',
  thaw: null,
  message: null,
  ...over,
})
const restored = frozen('lab', { thaw: 'restored' })

test('a thaw counts the groups that it restored, that stay paused and that were deleted', () => {
  expect(describeThaw([restored, frozen('spare', { outcome: 'was-off' })])).toBe(
    'Thawed: 1 group restored; 1 stays paused as before.',
  )
  expect(describeThaw([frozen('shops', { thaw: 'left' })])).toBe('Thawed: 0 groups restored.')
  expect(describeThaw([restored, frozen('old', { thaw: 'gone' })])).toBe(
    'Thawed: 1 group restored; 1 deleted since.',
  )
})

test('a paused group that someone has resumed is not called paused', () => {
  const resumed = { ...frozen('shops'), isResumed: true }
  expect(frozenResult(resumed).label).toBe('Resumed by hand')
  expect(summarizeResults([resumed, frozen('lab'), frozen('depots')])).toBe('2 paused, 1 resumed by hand')
})

test('a group whose updates are on again counts as resumed', () => {
  const groups = [frozen('shops'), frozen('lab', { group_id: id(2) }), frozen('old', { group_id: id(3) })]
  const applications = [
    { groups: [group(1, { policy_updates_enabled: true }), group(2, { policy_updates_enabled: false })] },
    { groups: null },
  ]
  expect(withResumed(groups, applications).map(({ isResumed }) => isResumed)).toEqual([true, false, false])
  expect(summarizeResults(withResumed(groups, applications))).toBe('2 paused, 1 resumed by hand')
})
