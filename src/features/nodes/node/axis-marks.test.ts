import { expect, test } from 'vitest'
import type { UpdateAttempt } from '#src/domain/nodes/update-attempts.ts'
import { auditEntry } from '#src/domain/testing/audit-entry-fixture.ts'
import { axisMarks } from './axis-marks.ts'

const at = (clock: string) => Date.parse(`2026-03-04T${clock}:00Z`)

const AXIS = { from: at('10:00'), until: at('15:00') }

const failed: UpdateAttempt = {
  key: 'failed',
  from: '1.0.0',
  to: '2.0.0',
  since: at('10:00'),
  until: at('11:00'),
  steps: [],
  ending: 'failed',
  overdueAt: null,
  errorCode: '9',
}

const pause = (clock: string, reason: string) =>
  auditEntry({
    id: clock,
    created_ts: new Date(at(clock)).toISOString(),
    actor: 'Ada',
    subject_id: 'g',
    subject_name: 'Canary',
    before: { policy_updates_enabled: true },
    after: { policy_updates_enabled: false },
    reason,
  })

test('a pause is marked among the failures with who, when and why, and leads to the audit log of its day', () => {
  const marks = axisMarks(
    [{ at: at('11:00'), attempt: failed }],
    [pause('12:00', 'Freeze: registry outage'), pause('10:30', ''), pause('09:00', 'before the axis')],
    AXIS,
  )
  expect(marks.map(({ words }) => words)).toEqual([
    'Canary paused by Ada: “Freeze: registry outage”, 4 Mar 2026, 12:00:00 UTC',
    'Failed: update to 2.0.0, 4 Mar 2026, 11:00:00 UTC',
    'Canary paused by Ada, without a reason, 4 Mar 2026, 10:30:00 UTC',
  ])
  expect(marks[0]?.cause).toEqual({
    kind: 'pause',
    url: '/audit-log?subject=group&subject_id=g&since=2026-03-04&until=2026-03-04',
  })
})

test('failures too close to be told apart are one mark, which leads to the newest of them', () => {
  const failures = ['14:00', '11:04', '11:01', '11:00'].map((clock) => ({
    at: at(clock),
    attempt: { ...failed, key: clock },
  }))
  const marks = axisMarks(failures, [], AXIS)
  expect(marks.map(({ key, words }) => [key, words])).toEqual([
    ['14:00', 'Failed: update to 2.0.0, 4 Mar 2026, 14:00:00 UTC'],
    ['11:04', '3 failed updates, 4 Mar 2026, 11:00:00 UTC to 4 Mar 2026, 11:04:00 UTC'],
  ])
})
