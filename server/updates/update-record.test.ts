import { expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { recordGrant, recordStatus, type UpdateRecord } from './update-record.ts'

const now = new Date('2026-03-04T12:00:00Z')
const fresh: UpdateRecord = {
  version: '1.0.0',
  status: null,
  last_update_granted_ts: null,
  last_update_version: null,
  update_in_progress: false,
}
const granted: UpdateRecord = {
  ...fresh,
  status: INSTANCE_STATUS.updateGranted,
  last_update_granted_ts: new Date('2026-03-04T11:00:00Z'),
  last_update_version: '1.1.0',
  update_in_progress: true,
}

test('a grant records its version and time', () => {
  expect(recordGrant(fresh, '1.1.0', now)).toEqual({
    record: { ...granted, last_update_granted_ts: now },
    history: { status: INSTANCE_STATUS.updateGranted, version: '1.1.0', error_code: null },
  })
})

test('a second grant changes nothing', () => {
  expect(recordGrant(granted, '1.2.0', now)).toBeNull()
})

test('completing sets the granted version', () => {
  const change = recordStatus(granted, INSTANCE_STATUS.complete)
  expect(change?.record).toMatchObject({ version: '1.1.0', update_in_progress: false })
  expect(change?.history.version).toBe('1.1.0')
})

test('completing without a grant keeps the version', () => {
  expect(recordStatus(fresh, INSTANCE_STATUS.complete)?.record.version).toBe('1.0.0')
})

test.each(['error', 'undefined', 'onHold'] as const)('%s ends the update and keeps the version', (ending) => {
  const change = recordStatus(granted, INSTANCE_STATUS[ending])
  expect(change?.record).toMatchObject({ version: '1.0.0', update_in_progress: false })
})

test.each(['downloading', 'downloaded', 'installed'] as const)('%s keeps the update in progress', (step) => {
  expect(recordStatus(granted, INSTANCE_STATUS[step])?.record.update_in_progress).toBe(true)
})

test('a hold before the first grant has no version in the history', () => {
  const change = recordStatus(fresh, INSTANCE_STATUS.onHold)
  expect(change?.history).toEqual({ status: INSTANCE_STATUS.onHold, version: null, error_code: null })
  expect(change?.record.update_in_progress).toBe(false)
})

test('the current status again changes nothing', () => {
  expect(recordStatus({ ...fresh, status: INSTANCE_STATUS.onHold }, INSTANCE_STATUS.onHold)).toBeNull()
})
