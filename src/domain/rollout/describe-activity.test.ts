import { expect, test } from 'vitest'
import { ACTIVITY_CLASS, ACTIVITY_SEVERITY, type ActivityEntry } from '#contract/activity.ts'
import { channelAt } from '#src/domain/testing/catalogue-fixture.ts'
import { activityError, describeActivity } from './describe-activity.ts'

const FAILED: ActivityEntry = {
  id: '1',
  app_id: null,
  application_name: 'Kiosk OS',
  group_id: null,
  group_name: 'canary',
  channel_name: null,
  instance_id: 'n1',
  class: ACTIVITY_CLASS.instanceUpdateFailed,
  severity: ACTIVITY_SEVERITY.error,
  version: '2.0.0',
  created_ts: '2026-03-04T12:00:00.000Z',
}

test.each([
  ['9', 'Update to 2.0.0 failed', 'code 9: The download broke off.'],
  [
    String(44 + 2 ** 28),
    'Update to 2.0.0 was rolled back',
    'code 44: The node came back with its old version after the update.',
  ],
  [null, 'Update to 2.0.0 failed', null],
  [undefined, 'Update to 2.0.0 failed', null],
])('a failed update with the code %j is described with its error', (error_code, words, error) => {
  expect(describeActivity({ ...FAILED, error_code })).toBe(words)
  expect(activityError({ ...FAILED, error_code })).toBe(error)
})

test('channels with the same name are told apart by their arch, where the server reports it', () => {
  const channels = [
    channelAt(1, 'alpha', null),
    channelAt(2, 'alpha', null, { arch: 2 }),
    channelAt(3, 'beta', null),
  ]
  const changed = { ...FAILED, class: ACTIVITY_CLASS.channelPackageUpdated }
  const words = (channel_name: string, channel_arch?: number) =>
    describeActivity({ ...changed, channel_name, channel_arch }, channels)
  expect(words('alpha', 1)).toBe('Channel alpha (amd64) → 2.0.0')
  expect(words('alpha', 2)).toBe('Channel alpha (arm64) → 2.0.0')
  expect(words('alpha')).toBe('Channel alpha → 2.0.0')
  expect(words('beta', 1)).toBe('Channel beta → 2.0.0')
})
