import { expect, test } from 'vitest'
import { channelWriteOfSettings, isSameChannel, settingsOfChannel } from './channel-settings.ts'
import { type Channel, channelReplaceSchema } from './channel.ts'

const channel: Channel = {
  id: '00000000-0000-4000-8000-000000000001',
  application_id: '00000000-0000-4000-8000-000000000002',
  name: 'stable',
  color: '#14b9d6',
  arch: 1,
  created_ts: '2026-01-01T00:00:00Z',
  package_id: '00000000-0000-4000-8000-000000000003',
  package: null,
}

test('unchanged settings are written back as they were read', () => {
  const settings = settingsOfChannel(channel)
  const { name, color, package_id, arch, application_id } = channel
  const body = channelWriteOfSettings(channel, settings)
  expect(body).toEqual({ name, color, package_id, arch, application_id })
  expect(channelReplaceSchema.safeParse(body).success).toBe(true)
})

test('a channel without a package leaves the field out', () => {
  const settings = { ...settingsOfChannel(channel), package_id: null }
  expect(channelWriteOfSettings(channel, settings)).not.toHaveProperty('package_id')
})

test('channels are the same only if every field that a write replaces is', () => {
  const settings = settingsOfChannel(channel)
  expect(isSameChannel(settings, { ...settings })).toBe(true)
  for (const change of [{ name: 'beta' }, { color: '' }, { package_id: null }])
    expect(isSameChannel(settings, { ...settings, ...change })).toBe(false)
})
