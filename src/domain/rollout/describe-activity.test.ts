import { expect, test } from 'vitest'
import { ACTIVITY_CLASS, ACTIVITY_SEVERITY, type ActivityEntry } from '#contract/activity.ts'
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
