import { expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { group } from '#src/domain/testing/group-fixture.ts'
import { instanceApplication } from '#src/domain/testing/instance-application-fixture.ts'
import { estimateWhy } from './estimate-why.ts'

const now = Date.parse('2026-03-07T12:00:00Z')
const application = instanceApplication({ last_check_for_updates: '2026-03-07T11:50:00Z' })
const input = { instanceId: 'n1', application, group: group(1), floors: [] }

test('the limits of another update server are unknown, so the node may get its update', () => {
  const why = estimateWhy(input, now)
  expect(why).toMatchObject({ outcome: 'unknown', blocked_by: null, target: '2.0.0' })
  expect(why.gates.filter(({ state }) => state === 'unknown')).toHaveLength(3)
})

test('a node on hold was held by a limit at its last check-in', () => {
  const held = { ...application, status: INSTANCE_STATUS.onHold }
  expect(estimateWhy({ ...input, application: held }, now).outcome).toBe('on-hold')
})

test('office hours, switched-off updates and the version are exact', () => {
  const hours = { policy_office_hours: true, policy_timezone: 'Europe/Berlin' }
  const closed = estimateWhy({ ...input, group: group(1, hours) }, now)
  expect(closed.gates.find(({ state }) => state === 'blocked')).toMatchObject({
    gate: 'outside-office-hours',
    clears_ts: '2026-03-09T08:00:00.000Z',
  })
  const off = group(1, { policy_updates_enabled: false })
  expect(estimateWhy({ ...input, group: off }, now).blocked_by).toBe('updates-disabled')
  expect(estimateWhy({ ...input, group: group(1, { target: '1.0.0' }) }, now).blocked_by).toBe('up-to-date')
})

test('floors are on the way, and a node without a group is refused', () => {
  const floor = { id: 'f', version: '1.5.0', floor_reason: 'boot', channels_blacklist: null }
  expect(estimateWhy({ ...input, floors: [floor] }, now).path).toEqual([
    { version: '1.5.0', floor_reason: 'boot', is_floor: true, blacklisted: false },
    { version: '2.0.0', floor_reason: null, is_floor: false, blacklisted: false },
  ])
  expect(estimateWhy({ ...input, group: undefined }, now).blocked_by).toBe('no-group')
})

test('a silent node is silent first', () => {
  const silent = { ...application, last_check_for_updates: '2026-03-01T00:00:00Z' }
  expect(estimateWhy({ ...input, application: silent }, now)).toMatchObject({
    blocked_by: 'silent',
    outcome: 'unknown',
  })
})

test('a version that is no SemVer sorts below every target', () => {
  const odd = { ...application, version: 'four' }
  expect(estimateWhy({ ...input, application: odd }, now)).toMatchObject({
    outcome: 'unknown',
    version: 'four',
  })
})
