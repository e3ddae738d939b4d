import { expect, test } from 'vitest'
import { UPDATE_GATES, type UpdateGate } from '#contract/update-rules/update-gates.ts'
import type { NodeWhy } from '#contract/why.ts'
import { describeWhy } from './describe-why.ts'

const now = Date.parse('2026-03-07T12:00:00Z')
const policy = {
  policy_timezone: 'Europe/Berlin',
  policy_period_interval: '15 minutes',
  policy_update_timeout: '60 minutes',
}

function why(
  outcome: NodeWhy['outcome'],
  blocked_by: UpdateGate | null,
  { gate = {}, ...fields }: Partial<NodeWhy> & { gate?: Partial<NodeWhy['gates'][number]> } = {},
): NodeWhy {
  const end = blocked_by === null ? UPDATE_GATES.length : UPDATE_GATES.indexOf(blocked_by)
  return {
    now_ts: new Date(now).toISOString(),
    instance_id: 'n1',
    application_id: 'a',
    group_id: 'g',
    version: '1.0.0',
    last_check_ts: '2026-03-07T11:50:00Z',
    target: '2.0.0',
    outcome,
    blocked_by,
    gates: UPDATE_GATES.map((name, place) => ({
      gate: name,
      state: place < end ? 'passed' : place === end ? 'blocked' : 'not-reached',
      count: null,
      limit: null,
      since_ts: null,
      clears_ts: null,
      ...(name === blocked_by && gate),
    })),
    later_gates: [],
    path: [{ version: '2.0.0', floor_reason: null, is_floor: false, blacklisted: false }],
    safe_mode_ts: null,
    nodes_before: null,
    turn_ts: null,
    ...fields,
  }
}

const sentence = (...args: Parameters<typeof why>) => describeWhy(why(...args), policy, now).sentence

test('a node waits for office hours, which begin at a time in the group’s zone and in the reader’s', () => {
  const gate = { clears_ts: '2026-03-09T08:00:00Z' }
  expect(sentence('refused', 'outside-office-hours', { gate })).toBe(
    'The group updates from Monday to Friday, 9:00 to 17:00 Europe/Berlin. Office hours begin Monday 09:00 there (Mon\u00A008:00 UTC, in 1\u00A0d).',
  )
})

test('a node waits for the period’s limit, with its numbers and its turn', () => {
  const gate = { count: 20, limit: 20, clears_ts: '2026-03-07T12:14:00Z' }
  const fields = { gate, nodes_before: 12, turn_ts: '2026-03-07T12:14:00Z' }
  expect(sentence('on-hold', 'max-updates-per-period', fields)).toBe(
    '20 of 20 updates granted in the last 15 minutes. A slot is free again at 12:14 UTC. 12 waiting nodes checked in before it. Its turn comes about 12:14 UTC if nodes are granted in the order of their check-ins.',
  )
})

test('a node waits for an operator who resumes updates that were switched off', () => {
  const gate = { since_ts: '2026-03-06T22:00:00Z' }
  expect(sentence('refused', 'updates-disabled', { gate })).toBe(
    'The group’s updates were switched off 14\u00A0h ago. No node gets one until an operator resumes.',
  )
  expect(sentence('refused', 'updates-disabled')).toBe(
    'The group’s updates are switched off. No node gets one until an operator resumes.',
  )
})

test('a node waits for updates in progress', () => {
  const gate = { count: 1, limit: 1, clears_ts: '2026-03-07T12:30:00Z' }
  expect(sentence('on-hold', 'max-concurrent-updates', { gate, nodes_before: 0 })).toBe(
    '1 of 1 update in progress. A slot is free when one of them ends, at 12:30 UTC at the latest. No other waiting node checked in before it.',
  )
})

test('at a limit with a free slot soon, the text says what holds the node then', () => {
  const gate = { count: 1, limit: 1, clears_ts: '2026-03-07T12:14:00Z' }
  const later_gates: NodeWhy['later_gates'] = [
    { gate: 'max-concurrent-updates', clears_ts: '2026-03-07T13:00:00Z' },
    { gate: 'outside-office-hours', clears_ts: '2026-03-09T08:00:00Z' },
    { gate: 'max-timed-out-updates', clears_ts: null },
  ]
  expect(sentence('on-hold', 'max-updates-per-period', { gate, later_gates })).toBe(
    '1 of 1 update granted in the last 15 minutes. A slot is free again at 12:14 UTC. If no update in progress has ended by then, it waits until one does, at 13:00 UTC at the latest. Then it waits for office hours, which begin on Mon at 08:00 UTC. Then safe mode switches the group’s updates off, unless enough updates that take too long end before.',
  )
})

test('a node that updates is granted no other update before this one ends', () => {
  const gate = { clears_ts: '2026-03-07T12:30:00Z' }
  expect(sentence('refused', 'update-in-progress', { gate })).toBe(
    'Its update is in progress, and it is granted no other until this one ends or times out, at 12:30 UTC at the latest.',
  )
})

test('a node on its way gets a floor first', () => {
  const floor = { version: '1.5.0', floor_reason: null, is_floor: true, blacklisted: false }
  const target = { ...floor, version: '2.0.0', is_floor: false }
  expect(sentence('granted', null, { path: [floor, target] })).toBe(
    'Nothing holds it: it gets 1.5.0 at its next check-in, a floor on its way to 2.0.0.',
  )
})

test('what runs the target is up to date, and what is newer is not downgraded', () => {
  expect(sentence('no-update', 'up-to-date', { version: '2.0.0' })).toBe('The node runs the target 2.0.0.')
  expect(sentence('no-update', 'up-to-date', { version: '2.1.0' })).toContain('newer than the target 2.0.0')
})

test('the text for a silent node says what it would get', () => {
  const silent = { blocked_by: 'silent', last_check_ts: '2026-03-04T12:00:00Z' } as const
  expect(sentence('granted', null, silent)).toBe(
    'The node last checked in 3\u00A0d ago. If it checked in now: gets its update. Nothing holds it: it gets 2.0.0 at its next check-in.',
  )
})

test('where the counts are not reported, it says so', () => {
  expect(sentence('unknown', null)).toContain('does not report how much of the limit is in use')
  expect(sentence('on-hold', null)).toContain('does not report which one')
})

test('every gate has a sentence', () => {
  for (const gate of UPDATE_GATES)
    expect(sentence(gate.startsWith('max') ? 'on-hold' : 'refused', gate)).toMatch(/\.$/)
})

test('a node with a version that is no SemVer is refused, whatever the rules would grant it', () => {
  expect(describeWhy(why('granted', null, { version: '4230.2' }), policy, now)).toMatchObject({
    title: 'Refused',
    sentence: 'The server refuses check-ins with “4230.2”, which is no semantic version such as 1.2.3.',
  })
})
