import { DAY_MS } from '#contract/time-units.ts'
import { describe, expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { applyEvent, type ReportedEvent } from './apply-event.ts'
import type { NodeRecord } from './update-record.ts'

const now = new Date('2026-03-04T12:00:00Z')
const granted: NodeRecord = {
  version: '1.0.0',
  status: INSTANCE_STATUS.updateGranted,
  last_check_for_updates: now,
  last_update_granted_ts: now,
  last_update_version: '1.1.0',
  update_in_progress: true,
}
const event = (type: number, result: number, overrides: Partial<ReportedEvent> = {}): ReportedEvent => ({
  type,
  result,
  previous_version: '1.0.0',
  reported_version: '1.1.0',
  error_code: 0,
  ...overrides,
})
const lastSeen = (ago: number) => ({ ...granted, last_check_for_updates: new Date(now.getTime() - ago) })
const agent = { isFlatcar: false }
const flatcar = { isFlatcar: true }
const statusAfter = (reported: ReportedEvent, node: NodeRecord | null = granted, application = agent) => {
  const outcome = applyEvent(reported, node, application, now)
  return outcome.kind === 'ignored' ? 'ignored' : outcome.change.record.status
}

test.each([
  [13, 1, INSTANCE_STATUS.downloading],
  [14, 1, INSTANCE_STATUS.downloaded],
  [800, 1, INSTANCE_STATUS.installed],
  [3, 0, INSTANCE_STATUS.error],
  [3, 1, INSTANCE_STATUS.complete],
  [3, 2, INSTANCE_STATUS.complete],
])('type %i with result %i sets the status to %i', (type, result, status) => {
  expect(statusAfter(event(type, result))).toBe(status)
})

test.each([
  [13, 0],
  [13, 2],
  [14, 0],
  [800, 0],
  [3, 3],
  [3, -1],
  [99, 1],
  [0, 0],
])('type %i with result %i is ignored', (type, result) => {
  expect(statusAfter(event(type, result))).toBe('ignored')
})

test('steps may come in any order while the update is in progress', () => {
  const downloaded = { ...granted, status: INSTANCE_STATUS.downloaded }
  expect(statusAfter(event(13, 1), downloaded)).toBe(INSTANCE_STATUS.downloading)
})

test('the same step twice is ignored', () => {
  const downloading = { ...granted, status: INSTANCE_STATUS.downloading }
  expect(statusAfter(event(13, 1), downloading)).toBe('ignored')
})

test('a failure is recorded with its error code', () => {
  expect(applyEvent(event(3, 0, { error_code: 37 }), granted, agent, now)).toMatchObject({
    consequence: 'failure',
    change: { history: { status: INSTANCE_STATUS.error, version: '1.1.0', error_code: '37' } },
  })
})

test('a completion may end the rollout and sets the granted version', () => {
  expect(applyEvent(event(3, 2), granted, agent, now)).toMatchObject({
    consequence: 'completion',
    change: { record: { version: '1.1.0', update_in_progress: false }, history: { error_code: null } },
  })
})

test('an update that completes at the version before it has failed, and the record keeps that version', () => {
  const rolledBack = event(3, 2, { reported_version: '1.0.0' })
  for (const application of [agent, flatcar])
    expect(applyEvent(rolledBack, granted, application, now)).toMatchObject({
      consequence: 'failure',
      change: {
        record: { status: INSTANCE_STATUS.error, version: '1.0.0', update_in_progress: false },
        history: { status: INSTANCE_STATUS.error, version: '1.1.0', error_code: '44' },
      },
    })
})

test('an update that completes where it was forced from the same version, or reports none before, is complete', () => {
  const again = event(3, 2, { previous_version: '1.1.0', reported_version: '1.1.0' })
  const silent = event(3, 1, { previous_version: '', reported_version: '1.0.0' })
  expect([statusAfter(again), statusAfter(silent)]).toEqual([
    INSTANCE_STATUS.complete,
    INSTANCE_STATUS.complete,
  ])
})

test('an intermediate step has no further consequence', () => {
  expect(applyEvent(event(13, 1), granted, agent, now)).toMatchObject({ consequence: 'none' })
})

describe('for Flatcar', () => {
  test('only a reboot completes: 3/1 is ignored', () => {
    expect(statusAfter(event(3, 1), granted, flatcar)).toBe('ignored')
    expect(statusAfter(event(3, 2), granted, flatcar)).toBe(INSTANCE_STATUS.complete)
  })

  test.each(['', '0.0.0.0'])('a reboot from the version %j resets the node', (previous_version) => {
    const outcome = applyEvent(event(3, 2, { previous_version }), granted, flatcar, now)
    expect(outcome).toMatchObject({
      consequence: 'none',
      change: {
        record: { status: INSTANCE_STATUS.undefined, version: '1.0.0', update_in_progress: false },
        history: { status: INSTANCE_STATUS.undefined, version: '1.1.0' },
      },
    })
  })

  test('0.0.0 is the version of a forced update, which completes', () => {
    const forced = event(3, 2, { previous_version: '0.0.0' })
    expect(statusAfter(forced, granted, flatcar)).toBe(INSTANCE_STATUS.complete)
  })

  test('a failure counts whatever the previous version is', () => {
    const failure = event(3, 0, { previous_version: '' })
    expect(statusAfter(failure, granted, flatcar)).toBe(INSTANCE_STATUS.error)
  })
})

describe('events are ignored except', () => {
  test('for known nodes', () => expect(statusAfter(event(13, 1), null)).toBe('ignored'))

  test('while an update is in progress', () => {
    expect(statusAfter(event(3, 0), { ...granted, update_in_progress: false })).toBe('ignored')
  })

  test('for nodes seen in the last 24 hours', () => {
    const day = DAY_MS
    expect(statusAfter(event(13, 1), lastSeen(day - 1))).toBe(INSTANCE_STATUS.downloading)
    expect(statusAfter(event(13, 1), lastSeen(day))).toBe('ignored')
  })
})
