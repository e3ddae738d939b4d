import { expect, test } from 'vitest'
import type { Channel } from '#contract/channel.ts'
import type { GroupSettings } from '#contract/group-settings.ts'
import { channelAt, release } from '#src/domain/testing/catalogue-fixture.ts'
import { groupSettings } from '#src/domain/testing/group-fixture.ts'
import { policyFormWarnings } from './policy-form-warnings.ts'

/** A channel with its name as its id. */
function channelOf(name: string, arch: Channel['arch'], version: string | null): Channel {
  const at = version === null ? null : release(200, version, { arch })
  return channelAt(100, name, at, { id: name, arch })
}

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
const opened = groupSettings({
  track: 'canary',
  channel_id: 'stable',
  policy_updates_enabled: false,
  policy_safe_mode: true,
})
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
