import { describe, expect, test } from 'vitest'
import { changedFields, type GroupSettings } from '#contract/group-settings.ts'
import { channelAt } from '#src/domain/testing/catalogue-fixture.ts'
import { groupSettings } from '#src/domain/testing/group-fixture.ts'
import { policyChanges, formatSetting } from './policy-changes.ts'

const channel = channelAt(2, 'stable', null, { arch: 2 })
const settings = groupSettings({
  channel_id: channel.id,
  policy_updates_enabled: true,
  policy_max_updates_per_period: 20,
  policy_update_timeout: '60 minutes',
})

describe('the changes of a policy', () => {
  test('are none between equal settings', () => {
    expect(policyChanges(settings, { ...settings }, [channel])).toEqual([])
  })

  test('are in the order of the form, each with its value before and after', () => {
    const after = {
      ...settings,
      policy_update_timeout: '2 hours',
      policy_max_updates_per_period: 1,
      policy_updates_enabled: false,
    }
    expect(policyChanges(settings, after, [channel])).toEqual([
      { field: 'policy_updates_enabled', label: 'Updates', before: 'on', after: 'off' },
      { field: 'policy_max_updates_per_period', label: 'Limit', before: '20 nodes', after: '1 node' },
      { field: 'policy_update_timeout', label: 'Update timeout', before: '60 minutes', after: '2 hours' },
    ])
  })

  test('cover every setting', () => {
    const other: GroupSettings = {
      name: 'Everyone',
      description: 'All of them',
      track: 'everyone',
      channel_id: null,
      policy_updates_enabled: false,
      policy_safe_mode: true,
      policy_office_hours: true,
      policy_timezone: 'UTC',
      policy_period_interval: '1 hour',
      policy_max_updates_per_period: 5,
      policy_update_timeout: '2 hours',
    }
    expect(changedFields(settings, other).toSorted()).toEqual(Object.keys(settings).toSorted())
  })

  test('include a limit that becomes invalid, and not one that stays so', () => {
    const unreadable = { ...settings, policy_max_updates_per_period: NaN }
    expect(changedFields(settings, unreadable)).toEqual(['policy_max_updates_per_period'])
    expect(changedFields(unreadable, { ...unreadable })).toEqual([])
    expect(formatSetting(unreadable, 'policy_max_updates_per_period', [])).toBe('not a whole number of nodes')
  })
})

const changeInWords = (from: Partial<GroupSettings>, to: Partial<GroupSettings>) =>
  policyChanges({ ...settings, ...from }, { ...settings, ...to }, [channel]).map(
    ({ before, after }) => `${before} → ${after}`,
  )

test('two values that read the same are shown as they are written', () => {
  expect(changeInWords({ policy_update_timeout: '1 hours' }, { policy_update_timeout: '1 hour' })).toEqual([
    '1 hour (“1 hours”) → 1 hour (“1 hour”)',
  ])
  expect(changeInWords({ policy_update_timeout: '1 hours' }, { policy_update_timeout: '2 hours' })).toEqual([
    '1 hour → 2 hours',
  ])
  const [some, more] = [900_000, 999_999].map((limit) => ({ policy_max_updates_per_period: limit }))
  expect(changeInWords({ ...some }, { ...more })).toEqual(['unlimited (900,000) → unlimited (999,999)'])
})

const inWords = (change: Partial<GroupSettings>) => {
  const [field] = changedFields(settings, { ...settings, ...change })
  return field && formatSetting({ ...settings, ...change }, field, [channel])
}

describe('a setting in words', () => {
  test('distinguishes channels of one name by arch, and names a missing package', () => {
    expect(formatSetting(settings, 'channel_id', [channel])).toBe('stable · arm64 · no package')
    expect(inWords({ channel_id: null })).toBe('none')
  })

  test('shows the id of an unknown channel', () => {
    expect(formatSetting(settings, 'channel_id', [])).toBe(channel.id)
  })

  test('has no number where there is no limit', () => {
    expect(inWords({ policy_max_updates_per_period: 900_000 })).toBe('unlimited')
    expect(inWords({ policy_max_updates_per_period: 899_999 })).toBe('899,999 nodes')
  })

  test('has an interval in words alone, and as it is written where there are none for it', () => {
    expect(inWords({ policy_period_interval: '1 hours' })).toBe('1 hour')
    expect(inWords({ policy_period_interval: '1 mon' })).toBe('1 mon')
    expect(inWords({ policy_period_interval: '' })).toBe('(empty)')
  })
})
