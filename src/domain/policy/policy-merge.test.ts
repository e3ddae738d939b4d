import { describe, expect, test } from 'vitest'
import { groupSettings } from '#src/domain/testing/group-fixture.ts'
import { concurrentChanges, defaultChoices, mergedSettings, unresolvedFields } from './policy-merge.ts'

const opened = groupSettings({
  policy_updates_enabled: true,
  policy_safe_mode: true,
  policy_office_hours: false,
  policy_max_updates_per_period: 20,
  policy_update_timeout: '60 minutes',
})

describe('concurrent changes', () => {
  test('are none when only the operator changed something', () => {
    expect(concurrentChanges(opened, { ...opened, name: 'Vanguard' }, opened)).toEqual([])
  })

  test('are by the others only, the same on both sides, or a conflict', () => {
    const mine = { ...opened, policy_max_updates_per_period: 50, policy_office_hours: true }
    const theirs = {
      ...opened,
      policy_max_updates_per_period: 10,
      policy_office_hours: true,
      policy_update_timeout: '2 hours',
    }
    expect(concurrentChanges(opened, mine, theirs)).toEqual([
      { field: 'policy_office_hours', kind: 'same' },
      { field: 'policy_max_updates_per_period', kind: 'conflict' },
      { field: 'policy_update_timeout', kind: 'theirs-only' },
    ])
  })
})

describe('by default', () => {
  test('updates that were switched off meanwhile stay off', () => {
    const mine = { ...opened, policy_max_updates_per_period: 50 }
    const theirs = { ...opened, policy_updates_enabled: false }
    const choices = defaultChoices(concurrentChanges(opened, mine, theirs))
    expect(mergedSettings(mine, theirs, choices)).toEqual({
      ...opened,
      policy_max_updates_per_period: 50,
      policy_updates_enabled: false,
    })
  })

  test('a conflict waits for a choice', () => {
    const mine = { ...opened, policy_max_updates_per_period: 50 }
    const theirs = { ...opened, policy_max_updates_per_period: 10, policy_safe_mode: false }
    const changes = concurrentChanges(opened, mine, theirs)
    const choices = defaultChoices(changes)
    expect(unresolvedFields(changes, choices)).toEqual(['policy_max_updates_per_period'])
    expect(unresolvedFields(changes, { ...choices, policy_max_updates_per_period: 'mine' })).toEqual([])
  })
})

describe('the merged settings', () => {
  const mine = { ...opened, name: 'Vanguard', policy_max_updates_per_period: 50 }
  const theirs = { ...opened, policy_max_updates_per_period: 10, policy_updates_enabled: false }

  test('keep what the operator alone changed', () => {
    expect(mergedSettings(mine, theirs, {}).name).toBe('Vanguard')
  })

  test('follow the choice of each field', () => {
    expect(
      mergedSettings(mine, theirs, {
        policy_max_updates_per_period: 'theirs',
        policy_updates_enabled: 'mine',
      }),
    ).toEqual({ ...opened, name: 'Vanguard', policy_max_updates_per_period: 10 })
  })
})
