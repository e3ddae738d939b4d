import { describe, expect, test } from 'vitest'
import { groupState } from './group-state.ts'
import { describeBlocker } from './describe-blocker.ts'
import { type BlockerInput, type RolloutBlocker, rolloutBlocker } from './rollout-blocker.ts'
import { group, stats } from '#src/domain/testing/group-fixture.ts'
import { safeModeBrake } from '#src/domain/testing/safe-mode-brake-fixture.ts'

// A Wednesday.
const NOW = Date.parse('2026-03-04T12:00:00Z')
const NEXT_SLOT = '2026-03-04T12:05:00Z'
const COUNTS = { granted_in_last_period: 0, in_progress: 0, timed_out: 0, ended_at_target: 1 }

type Case = Omit<Partial<BlockerInput>, 'group'> & {
  policy?: Parameters<typeof group>[1]
  brakes?: Parameters<typeof groupState>[2]
  counts?: Partial<typeof COUNTS>
}

/** Ten nodes, four of them done, and an unused limit of 20 per 15 minutes. */
function blockerOf({ policy = {}, brakes = [], counts, ...over }: Case = {}): RolloutBlocker {
  const blocked = group(1, policy)
  const share = over.share ?? { nodes: 10, atTarget: 4 }
  const input: BlockerInput = {
    group: blocked,
    share,
    state: groupState(blocked, share, brakes),
    lastDay: stats({ complete: 4, undefined: 6 }),
    silent: 0,
    rollout: { counts: { ...COUNTS, ...counts }, next_slot_ts: NEXT_SLOT },
    ...over,
  }
  return rolloutBlocker(input, NOW)
}

test('nothing blocks nodes that only have to check in', () => {
  expect(blockerOf()).toEqual({ kind: 'nothing', waiting: 6 })
})

describe('a group without updates', () => {
  const atLimit = { counts: { granted_in_last_period: 20 } }
  test('has no package, whatever its limits', () => {
    expect(blockerOf({ ...atLimit, policy: { target: null } })).toEqual({ kind: 'no-package' })
  })

  test('is paused by an operator, held by safe mode or frozen, whatever its limits', () => {
    const off = { ...atLimit, policy: { policy_updates_enabled: false } }
    expect(blockerOf(off)).toEqual({ kind: 'paused' })
    const brake = safeModeBrake(1, { updates_timed_out: 3 })
    expect(blockerOf({ ...off, brakes: [brake] })).toMatchObject({ kind: 'held-by-safe-mode', timedOut: 3 })
    expect(blockerOf({ ...off, brakes: null })).toEqual({ kind: 'updates-off', likelyCause: 'an operator' })
    const frozen = blockerOf({ ...off, state: { kind: 'frozen' } })
    expect(describeBlocker(frozen, group(1), { now: NOW }).title).toBe('Frozen')
  })
})

describe('a rollout in which no node waits', () => {
  test('is done', () => {
    expect(blockerOf({ share: { nodes: 10, atTarget: 10 } })).toEqual({ kind: 'done' })
  })

  test('leaves only silent nodes', () => {
    expect(blockerOf({ share: { nodes: 10, atTarget: 10 }, silent: 3 })).toEqual({
      kind: 'silent-only',
      silent: 3,
    })
  })

  test('has all remaining nodes in progress, even outside office hours', () => {
    const lastDay = stats({ complete: 4, update_granted: 2, downloading: 2, downloaded: 1, installed: 1 })
    const policy = { policy_office_hours: true, policy_timezone: 'Asia/Tokyo' }
    expect(blockerOf({ lastDay, policy })).toEqual({ kind: 'all-in-progress', nodes: 6 })
  })
})

const inZone = (policy_timezone: string | null) =>
  blockerOf({ policy: { policy_office_hours: true, policy_timezone } })

describe('office hours', () => {
  test('block nothing while they are open', () => {
    expect(inZone('Europe/Berlin')).toMatchObject({ kind: 'nothing' })
  })

  test('say when they open', () => {
    const opensAt = Date.parse('2026-03-05T00:00:00Z')
    expect(inZone('Asia/Tokyo')).toEqual({ kind: 'outside-office-hours', opensAt })
    expect(wordsOf({ kind: 'outside-office-hours', opensAt })).toContain('on Thu at 00:00 UTC (in 12\u00A0h)')
  })

  test('never open without a zone', () => {
    expect(inZone(null)).toEqual({ kind: 'outside-office-hours', opensAt: null })
    expect(wordsOf({ kind: 'outside-office-hours', opensAt: null })).toContain('office hours never begin')
  })
})

describe('the limit', () => {
  const nextSlotAt = Date.parse(NEXT_SLOT)
  test('of a period is reached until the next slot opens', () => {
    const blocker = blockerOf({ counts: { granted_in_last_period: 20 } })
    expect(blocker).toEqual({ kind: 'at-limit', by: 'period', limit: 20, nextSlotAt })
    expect(wordsOf(blocker)).toBe(
      'All 20 updates allowed per 15 minutes were granted. A slot is free again at 12:05 UTC (in 5\u00A0min).',
    )
  })

  test('also caps the updates in progress', () => {
    const share = { nodes: 30, atTarget: 4 }
    const lastDay = stats({ complete: 4, downloading: 20, onhold: 6 })
    const blocker = blockerOf({ share, lastDay, counts: { in_progress: 20 } })
    expect(blocker).toMatchObject({ kind: 'at-limit', by: 'in-progress', limit: 20 })
    expect(wordsOf(blocker)).toContain('All 20 update slots are in use.')
  })

  test('of safe mode is one node at first', () => {
    const policy = { policy_safe_mode: true }
    const counts = { ended_at_target: 0, granted_in_last_period: 1 }
    const blocker = blockerOf({ policy, counts })
    expect(blocker).toEqual({ kind: 'first-node', nextSlotAt })
    expect(wordsOf(blocker)).toContain('Another node may start at 12:05 UTC (in 5\u00A0min).')
    // While its update is in progress, no other one starts: once it times out, safe mode stops the group.
    const updating = blockerOf({ policy, counts: { ...counts, in_progress: 1 } })
    expect(updating).toEqual({ kind: 'first-node', nextSlotAt: null })
    expect(wordsOf(updating)).toContain('If it takes longer than 60 minutes, safe mode')
    expect(blockerOf({ policy, counts: { ...counts, ended_at_target: 1 } })).toMatchObject({
      kind: 'nothing',
    })
  })

  test('of safe mode is reached by updates that take too long', () => {
    const share = { nodes: 30, atTarget: 4 }
    const lastDay = stats({ complete: 4, installed: 20, onhold: 6 })
    expect(
      blockerOf({ share, lastDay, policy: { policy_safe_mode: true }, counts: { timed_out: 20 } }),
    ).toEqual({
      kind: 'safe-mode-about-to-trip',
      timedOut: 20,
      limit: 20,
    })
  })

  test('of 900,000 or more is no limit', () => {
    const policy = { policy_max_updates_per_period: 900_000 }
    expect(blockerOf({ policy, counts: { granted_in_last_period: 900_000 } })).toMatchObject({
      kind: 'nothing',
    })
  })

  test('is estimated where the server does not report its counts', () => {
    const lastDay = stats({ complete: 4, onhold: 2, undefined: 4 })
    expect(blockerOf({ rollout: null, lastDay })).toEqual({ kind: 'likely-at-limit', waiting: 6 })
    expect(blockerOf({ rollout: null })).toMatchObject({ kind: 'nothing' })
  })
})

test('a rollout can leave only failing nodes', () => {
  const lastDay = stats({ complete: 4, error: 5, downloading: 1 })
  expect(blockerOf({ lastDay })).toEqual({ kind: 'failures-only', nodes: 5 })
})

test('the blocker is unknown while the numbers load', () => {
  expect(blockerOf({ lastDay: undefined })).toEqual({ kind: 'unknown', hasFailed: false })
  expect(blockerOf({ rollout: undefined })).toEqual({ kind: 'unknown', hasFailed: false })
})

test('a blocker whose numbers could not be read is not said to be loading', () => {
  const blocker = blockerOf({ rollout: undefined, hasFailed: true })
  expect(describeBlocker(blocker, group(1), { now: NOW })).toMatchObject({
    title: 'Unknown',
    explanation: 'The counts failed to load. Platte keeps trying.',
  })
})

const wordsOf = (blocker: RolloutBlocker) =>
  describeBlocker(blocker, group(1, { policy_timezone: 'Asia/Tokyo' }), { now: NOW }).explanation

test('how often nodes check in is said of real nodes and of the demo’s', () => {
  const nothing = { kind: 'nothing', waiting: 3 } as const
  const explanation = (isDemo: boolean) =>
    describeBlocker(nothing, group(1), { now: NOW, isDemo }).explanation
  expect(explanation(false)).toContain('Nodes check in about every 45 minutes.')
  expect(explanation(true)).toContain('The simulated nodes check in every minute.')
})
