import { expect, test } from 'vitest'
import { group } from '#src/domain/testing/group-fixture.ts'
import { instanceApplication } from '#src/domain/testing/instance-application-fixture.ts'
import { describeGateFacts, describeGateState } from './describe-gate.ts'
import { estimateWhy } from './estimate-why.ts'

const now = Date.parse('2026-03-07T12:00:00Z')
const application = instanceApplication({ last_check_for_updates: '2026-03-07T11:50:00Z' })
const why = estimateWhy({ instanceId: 'n1', application, group: group(1), floors: [] }, now)

test('a gate that stops a node without a fault is not shown as one', () => {
  expect(describeGateState({ gate: 'up-to-date', state: 'blocked' })).toEqual({
    label: 'No',
    tone: 'neutral',
  })
  expect(describeGateState({ gate: 'update-in-progress', state: 'blocked' }).tone).toBe('moving')
  expect(describeGateState({ gate: 'max-updates-per-period', state: 'blocked' }).tone).toBe('waiting')
  expect(describeGateState({ gate: 'blacklisted', state: 'blocked' }).tone).toBe('bad')
})

test('a gate says since when it blocks and until when, and whether it would later', () => {
  const report = { gate: 'max-concurrent-updates', state: 'not-reached', count: null, limit: null } as const
  const later = { ...why, later_gates: [{ gate: report.gate, clears_ts: '2026-03-07T13:00:00Z' }] }
  expect(describeGateFacts({ ...report, since_ts: null, clears_ts: null }, later, null, now)).toBe(
    'would hold it later, until 7 Mar 2026, 13:00:00 UTC at the latest',
  )
  const blocked = { since_ts: '2026-03-07T11:00:00Z', clears_ts: '2026-03-07T12:30:00Z' }
  expect(describeGateFacts({ ...report, ...blocked, count: 2, limit: 2 }, why, null, now)).toBe(
    '2 of 2 updates in progress · since 7 Mar 2026, 11:00:00 UTC · until 7 Mar 2026, 12:30:00 UTC at the latest',
  )
})
