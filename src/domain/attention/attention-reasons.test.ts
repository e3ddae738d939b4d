import { targetVersion } from '#contract/group.ts'
import { HOUR_MS } from '#contract/time-units.ts'
import { describe, expect, test } from 'vitest'
import { type AttentionInput, attentionReasons } from './attention-reasons.ts'
import { groupState } from '#src/domain/rollout/group-state.ts'
import { id } from '#src/domain/testing/fixture-ids.ts'
import { breakdown, group, stats } from '#src/domain/testing/group-fixture.ts'
import { safeModeBrake } from '#src/domain/testing/safe-mode-brake-fixture.ts'
import { targetShare } from '#src/domain/rollout/target-share.ts'

// A Wednesday.
const NOW = Date.parse('2026-03-04T12:00:00Z')
const ago = (hours: number) => new Date(NOW - hours * HOUR_MS).toISOString()

interface Plan extends Partial<Omit<AttentionInput, 'group' | 'state' | 'share'>> {
  group?: Parameters<typeof group>[1]
  versions?: Record<string, number>
  /** Undefined where the server does not report them. */
  brakes?: Parameters<typeof groupState>[2]
  isFrozen?: boolean
}

function reasons({ group: over, versions = { '2.0.0': 100 }, brakes = [], isFrozen = false, ...rest }: Plan) {
  const of = group(1, over)
  const share = targetShare(breakdown(versions), targetVersion(of))
  const lastDay = rest.lastDay ?? stats({ complete: 100 })
  const input: AttentionInput = {
    group: of,
    state: groupState(of, share, brakes, { isFrozen }),
    lastDay,
    last30Days: lastDay,
    share,
    rollout: { startedTs: null, lastCompletionTs: null },
    ...rest,
  }
  return attentionReasons(input, NOW)
}
const kinds = (plan: Plan) => reasons(plan).map(({ kind }) => kind)
const only = (plan: Plan) => {
  const [first, ...others] = reasons(plan)
  expect(others).toEqual([])
  return first
}
const failing = (error: number, complete: number) => kinds({ lastDay: stats({ error, complete }) })
const silent = (nodes: number, seen: number) =>
  kinds({ lastDay: stats({ complete: seen }), last30Days: stats({ complete: seen + nodes }) })
const looping = (nodes: number, complete: number) =>
  reasons({ lastDay: stats({ update_granted: nodes, complete }), looping: { nodes, times: 4 * nodes } })
const brake = safeModeBrake(1, { tripped_ts: ago(3), updates_timed_out: 2, limit: 1 })
const held = (policy_update_timeout: string) =>
  only({
    group: { policy_updates_enabled: false, policy_update_timeout },
    brakes: [brake],
    lastDay: stats({ downloading: 4 }),
  })
const here = { applications: [id(0)], groups: [id(1)] }

test('a group that is done needs no attention', () => {
  expect(kinds({})).toEqual([])
})

test('nodes that are rolled back or fail in a loop need attention, although their status is that of an update', () => {
  expect(looping(2, 8)).toEqual([
    {
      kind: 'looping',
      words: '2 nodes rolled back or failing again and again, 8 times so far',
      nodes: 2,
      share: 0.2,
      filter: null,
    },
  ])
  expect(looping(1, 99)).toEqual([])
})

test('a group held by safe mode says why it tripped, and selects the nodes in progress', () => {
  expect(
    only({
      group: { policy_updates_enabled: false, policy_update_timeout: '01:30:00' },
      brakes: [brake],
      lastDay: stats({ complete: 6, downloading: 2, update_granted: 1, installed: 1 }),
    }),
  ).toEqual({
    kind: 'held-by-safe-mode',
    words: 'Stopped 3\u00A0h ago: 2 updates timed out, the limit is 1; 4 nodes still timed out',
    nodes: 4,
    share: 0.4,
    filter: {
      ...here,
      newer: '1d',
      statuses: ['updateGranted', 'downloading', 'downloaded', 'installed'],
    },
  })
})

test('nodes of a group held by safe mode are in progress until the timeout has passed', () => {
  expect(held('4 hours')?.words).toMatch(/4 nodes still in progress$/)
  expect(held('2 hours')?.words).toMatch(/4 nodes still timed out$/)
})

describe('a group fails', () => {
  test('from 2% of its nodes or twenty nodes on', () => {
    expect(failing(1, 99)).toEqual([])
    expect(failing(2, 98)).toEqual(['failing'])
    expect(failing(19, 99_981)).toEqual([])
    expect(failing(20, 99_980)).toEqual(['failing'])
  })

  test('and says how many nodes failed, with their share', () => {
    expect(only({ lastDay: stats({ error: 3, complete: 57 }) })).toEqual({
      kind: 'failing',
      words: '3 nodes failed to update (5%)',
      nodes: 3,
      share: 0.05,
      filter: { ...here, newer: '1d', statuses: ['error'] },
    })
  })
})

describe('a rollout has stalled', () => {
  const left = { versions: { '2.0.0': 90, '1.0.0': 10 } }
  // A period of 15 minutes, a timeout of an hour, and 50 minutes between two check-ins.
  const explained = 15 / 60 + 1 + 50 / 60
  const after = (hours: number, over: Plan = {}) =>
    kinds({ ...left, rollout: { startedTs: ago(50), lastCompletionTs: ago(hours) }, ...over })

  const inOfficeHours = (policy_timezone: string) =>
    after(20, { group: { policy_office_hours: true, policy_timezone } })

  test('once no node has completed for longer than the policy explains', () => {
    expect(after(explained - 0.01)).toEqual(['behind'])
    expect(after(explained + 0.01)).toEqual(['stalled'])
    expect(reasons({ ...left, rollout: { startedTs: ago(50), lastCompletionTs: ago(5) } })[0]).toMatchObject({
      words: 'Stalled: no node has completed an update for 5\u00A0h, 10 nodes left',
      nodes: 10,
      share: 0.1,
      filter: { ...here, newer: '1d', side: 'below' },
    })
  })

  test('counted from the start of the rollout if that is later', () => {
    expect(kinds({ ...left, rollout: { startedTs: ago(1), lastCompletionTs: ago(500) } })).toEqual(['behind'])
    expect(kinds({ ...left, rollout: { startedTs: ago(3), lastCompletionTs: null } })).toEqual(['stalled'])
  })

  test('without waiting for a period where there is no limit', () => {
    const unlimited = { group: { policy_max_updates_per_period: 900_000, policy_period_interval: '1 day' } }
    expect(after(2, unlimited)).toEqual(['stalled'])
  })

  test('but not for a night or a weekend where updates keep to office hours', () => {
    // Open for three hours, for two, and not at all.
    expect(inOfficeHours('UTC')).toEqual(['stalled'])
    expect(inOfficeHours('Atlantic/Azores')).toEqual(['behind'])
    expect(inOfficeHours('America/Los_Angeles')).toEqual(['behind'])
  })

  test('only after the first grant, with readable intervals and updates on', () => {
    expect(kinds({ ...left, rollout: { startedTs: null, lastCompletionTs: ago(500) } })).toEqual(['behind'])
    expect(after(5, { group: { policy_update_timeout: '1 mon' } })).toEqual(['behind'])
    expect(after(5, { group: { policy_updates_enabled: false } })).toEqual(['paused'])
    expect(after(5, { versions: { '2.0.0': 100 } })).toEqual([])
  })
})

test('a group with updates off is possibly held where the server does not report it and safe mode is on', () => {
  const off = { versions: { '2.0.0': 1, '1.0.0': 3 }, brakes: null }
  expect(kinds({ ...off, group: { policy_updates_enabled: false } })).toEqual(['paused'])
  expect(only({ ...off, group: { policy_updates_enabled: false, policy_safe_mode: true } })).toMatchObject({
    kind: 'possibly-held',
    words: 'Updates are off, possibly by safe mode (this server does not report it); 3 nodes left',
    nodes: 3,
  })
})

describe('nodes are silent', () => {
  test('from 5% or a hundred nodes on', () => {
    expect(silent(4, 96)).toEqual([])
    expect(silent(5, 95)).toEqual(['silent'])
    expect(silent(99, 99_901)).toEqual([])
    expect(silent(100, 99_900)).toEqual(['silent'])
  })

  test('even where no other node is left', () => {
    const last30Days = stats({ complete: 7 })
    expect(only({ lastDay: stats(), last30Days, versions: {} })).toMatchObject({
      words: '7 nodes silent for over a day (100% of 7)',
      share: 1,
      filter: { ...here, older: '1d' },
    })
  })
})

test('a group without a package needs attention only if it has nodes', () => {
  const lastDay = stats({ undefined: 12 })
  expect(only({ group: { target: null }, lastDay })).toMatchObject({
    kind: 'no-package',
    words: 'Nothing to update to: the channel has no package, for 12 nodes',
    nodes: 12,
    filter: { ...here, newer: '1d' },
  })
  expect(kinds({ group: { target: null }, lastDay: stats() })).toEqual([])
})

describe('a paused group needs attention', () => {
  const off = { group: { policy_updates_enabled: false } }
  const versions = { '2.0.0': 1, '1.0.0': 4 }

  test('while nodes wait below the target, and more so if some of them failed', () => {
    expect(only({ ...off, versions })).toEqual({
      kind: 'paused',
      words: '4 nodes below the target (80%)',
      nodes: 4,
      share: 0.8,
      filter: { ...here, newer: '1d', side: 'below' },
    })
    expect(only({ ...off, versions, lastDay: stats({ complete: 99, error: 1 }) })).toMatchObject({
      kind: 'paused-with-failures',
      words: '4 nodes below the target (80%), 1 failed',
    })
  })

  test('whoever switched its updates off: an operator, a freeze, or someone whom the server does not report', () => {
    expect(kinds({ ...off, versions, brakes: null })).toEqual(['paused'])
    expect(kinds({ ...off, versions, isFrozen: true })).toEqual(['paused'])
  })

  test('but not where nothing waits', () => {
    expect(kinds(off)).toEqual([])
    expect(kinds({ ...off, versions: {} })).toEqual([])
  })
})

test('a group that is behind says how far, and the most serious reason comes first', () => {
  const versions = { '2.0.0': 75, '1.0.0': 25 }
  expect(only({ versions })).toMatchObject({ kind: 'behind', words: '25 nodes below the target (25%)' })
  expect(
    kinds({
      versions,
      lastDay: stats({ complete: 70, error: 30 }),
      last30Days: stats({ complete: 200 }),
      rollout: { startedTs: ago(50), lastCompletionTs: ago(40) },
    }),
  ).toEqual(['failing', 'stalled', 'silent'])
})
