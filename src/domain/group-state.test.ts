import { describe, expect, test } from 'vitest'
import type { Group } from '#contract/group.ts'
import { groupState } from '#src/domain/group-state.ts'

const created_ts = '2026-01-01T00:00:00Z'
const ids = {
  id: '00000000-0000-4000-8000-000000000001',
  application_id: '00000000-0000-4000-8000-000000000002',
}
const group: Group = {
  ...ids,
  name: 'Canary',
  description: '',
  rollout_in_progress: false,
  policy_updates_enabled: true,
  policy_safe_mode: true,
  policy_office_hours: false,
  policy_timezone: null,
  policy_period_interval: '15 minutes',
  policy_max_updates_per_period: 2,
  policy_update_timeout: '60 minutes',
  created_ts,
  track: 'canary',
  channel_id: ids.id,
  channel: {
    ...ids,
    name: 'stable',
    color: '#14b9d6',
    arch: 1,
    created_ts,
    package_id: ids.id,
    package: {
      ...ids,
      arch: 1,
      type: 4,
      version: '1.1.0',
      url: 'https://updates.example.test/',
      filename: null,
      description: null,
      size: null,
      hash: null,
      created_ts,
      channels_blacklist: null,
      flatcar_action: null,
      extra_files: null,
      floor_reason: null,
    },
  },
}
const off: Group = { ...group, policy_updates_enabled: false }
const brake = { ...ids, group_id: group.id, tripped_ts: created_ts, updates_timed_out: 2, limit: 2 }

describe('the state of a group', () => {
  test('is rolling out while a node is below the target', () => {
    expect(groupState(group, { atTarget: 1, nodes: 2 }, []).kind).toBe('rolling-out')
  })
  test('is done when every node is at the target', () => {
    expect(groupState(group, { atTarget: 2, nodes: 2 }, []).kind).toBe('done')
  })
  test('is unknown until the versions are there', () => {
    expect(groupState(group, undefined, []).kind).toBe('unknown')
  })
  test('has no package when its channel has none, or when it follows no channel', () => {
    expect(groupState({ ...group, channel: undefined }, null, []).kind).toBe('no-package')
  })
  test('is paused where the server knows of no brake', () => {
    expect(groupState(off, undefined, []).kind).toBe('paused')
  })
  test('is held by safe mode where the server tells of the brake', () => {
    expect(groupState(off, undefined, [brake])).toEqual({
      kind: 'held-by-safe-mode',
      trippedTs: created_ts,
      timedOut: 2,
      limit: 2,
    })
  })
  test('is just off where no server tells who switched it off', () => {
    expect(groupState(off, undefined, null).kind).toBe('updates-off')
    expect(groupState(off, undefined, undefined).kind).toBe('updates-off')
  })
})
