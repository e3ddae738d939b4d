import { expect, test } from 'vitest'
import type { Channel } from '#contract/channel.ts'
import type { GroupSettings } from '#contract/group-settings.ts'
import { policyFormWarnings } from './policy-form-warnings.ts'

const application_id = '00000000-0000-4000-8000-00000000000a'
const created_ts = '2026-01-01T00:00:00Z'

function channelOf(id: string, arch: Channel['arch'], version: string | null): Channel {
  const release = version === null ? null : packageOf(arch, version)
  return {
    id,
    application_id,
    name: id,
    color: '',
    arch,
    created_ts,
    package_id: release?.id ?? null,
    package: release,
  }
}

const packageOf = (arch: Channel['arch'], version: string): NonNullable<Channel['package']> => ({
  id: '00000000-0000-4000-8000-00000000000b',
  application_id,
  arch,
  type: 4,
  version,
  url: '',
  filename: null,
  description: null,
  size: null,
  hash: null,
  created_ts,
  channels_blacklist: null,
  flatcar_action: null,
  extra_files: null,
  floor_reason: null,
})

const channels = [
  channelOf('stable', 1, '2.0.0'),
  channelOf('older', 1, '1.10.0'),
  channelOf('arm', 2, '2.0.0'),
  channelOf('empty', 1, null),
]
const contents = {
  otherGroups: [{ id: 'other', name: 'Everyone', track: 'everyone', channel: channels[0] }],
  channels,
}
const opened: GroupSettings = {
  name: 'Canary',
  description: '',
  track: 'canary',
  channel_id: 'stable',
  policy_updates_enabled: false,
  policy_safe_mode: true,
  policy_office_hours: false,
  policy_timezone: '',
  policy_period_interval: '15 minutes',
  policy_max_updates_per_period: 20,
  policy_update_timeout: '60 minutes',
}
const warnings = (change: Partial<GroupSettings>) =>
  policyFormWarnings(opened, { ...opened, ...change }, contents)

test('a group as it was needs no warning', () => {
  expect(warnings({})).toEqual({})
})

test('a new track leaves the nodes of the old one without a group', () => {
  expect(warnings({ track: 'vanguard' }).track).toContain(
    'Nodes that request “canary” no longer find a group',
  )
})

test('another group’s track takes nodes from it, unless it is of another arch', () => {
  expect(warnings({ track: 'everyone' }).track).toContain('Group “Everyone” has the same track for amd64')
  expect(warnings({ track: 'everyone', channel_id: 'arm' }).track).toContain('Nodes that request “canary”')
})

test('a channel warns when no node finds it, or when its package is missing or older', () => {
  expect(warnings({ channel_id: null }).channel_id).toContain('Without a channel')
  expect(warnings({ channel_id: 'arm' }).channel_id).toContain('amd64 nodes no longer find a group')
  expect(warnings({ channel_id: 'empty' }).channel_id).toContain('no package')
  expect(warnings({ channel_id: 'older' }).channel_id).toContain('1.10.0 is older than 2.0.0')
})

test('switching updates on warns that it resumes the rollout and what safe mode does then', () => {
  expect(warnings({ policy_updates_enabled: true }).policy_updates_enabled).toContain(
    'safe mode switched updates off, it does so again at the next check-in',
  )
})

test('an interval that only PostgreSQL reads can’t be checked', () => {
  expect(warnings({ policy_update_timeout: '1 mon' }).policy_update_timeout).toContain('can’t check this')
})
