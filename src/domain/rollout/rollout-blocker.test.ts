import { describe, expect, test } from 'vitest'
import { groupState } from './group-state.ts'
import { describeBlocker } from './describe-blocker.ts'
import { type BlockerInput, type RolloutBlocker, rolloutBlocker } from './rollout-blocker.ts'
import { group, id, stats } from '#src/domain/testing/group-fixture.ts'

// A Wednesday.
const NOW = Date.parse('2026-03-04T12:00:00Z')
const FREES = '2026-03-04T12:05:00Z'
const COUNTS = { granted_in_last_period: 0, in_progress: 0, timed_out: 0, ended_at_target: 1 }

type Case = Omit<Partial<BlockerInput>, 'group'> & {
  policy?: Parameters<typeof group>[1]
  brakes?: Parameters<typeof groupState>[2]
  counts?: Partial<typeof COUNTS>
}

/** Ten nodes, four of them done, and a limit of 20 in 15 minutes that nobody uses. */
function holdOf({ policy = {}, brakes = [], counts, ...over }: Case = {}): RolloutBlocker {
  const held = group(1, policy)
  const share = over.share ?? { nodes: 10, atTarget: 4 }
  const facts: BlockerInput = {
    group: held,
    share,
    state: groupState(held, share, brakes),
    lastDay: stats({ complete: 4, undefined: 6 }),
    silent: 0,
    rollout: { counts: { ...COUNTS, ...counts }, next_slot_ts: FREES },
    ...over,
  }
  return rolloutBlocker(facts, NOW)
}

test('nothing holds back nodes that only have to ask', () => {
  expect(holdOf()).toEqual({ kind: 'nothing', waiting: 6 })
})

describe('what switches all off comes first', () => {
  const usedUp = { counts: { granted_in_last_period: 20 } }
  test('no package', () => {
    expect(holdOf({ ...usedUp, policy: { target: null } })).toEqual({ kind: 'no-package' })
  })

  test('an operator’s pause, safe mode’s brake, or one of both', () => {
    const off = { ...usedUp, policy: { policy_updates_enabled: false } }
    expect(holdOf(off)).toEqual({ kind: 'paused' })
    const brake = {
      application_id: id(0),
      group_id: id(1),
      tripped_ts: FREES,
      updates_timed_out: 3,
      limit: 2,
    }
    expect(holdOf({ ...off, brakes: [brake] })).toMatchObject({ kind: 'held-by-safe-mode', timedOut: 3 })
    expect(holdOf({ ...off, brakes: null })).toEqual({ kind: 'updates-off', perhaps: 'an operator' })
    const frozen = holdOf({ ...off, state: { kind: 'frozen' } })
    expect(describeBlocker(frozen, group(1), NOW).title).toBe('Frozen')
  })
})

describe('where nothing waits', () => {
  test('all are done', () => {
    expect(holdOf({ share: { nodes: 10, atTarget: 10 } })).toEqual({ kind: 'done' })
  })

  test('silent nodes alone are left', () => {
    expect(holdOf({ share: { nodes: 10, atTarget: 10 }, silent: 3 })).toEqual({
      kind: 'silent-only',
      silent: 3,
    })
  })

  test('all that are left are under way, even outside of office hours', () => {
    const lastDay = stats({ complete: 4, update_granted: 2, downloading: 2, downloaded: 1, installed: 1 })
    const policy = { policy_office_hours: true, policy_timezone: 'Asia/Tokyo' }
    expect(holdOf({ lastDay, policy })).toEqual({ kind: 'all-under-way', nodes: 6 })
  })
})

const inZone = (policy_timezone: string | null) =>
  holdOf({ policy: { policy_office_hours: true, policy_timezone } })

describe('office hours', () => {
  test('hold nothing back while they are open', () => {
    expect(inZone('Europe/Berlin')).toMatchObject({ kind: 'nothing' })
  })

  test('say when they open in their zone', () => {
    const opensAt = Date.parse('2026-03-05T00:00:00Z')
    expect(inZone('Asia/Tokyo')).toEqual({ kind: 'outside-office-hours', opensAt })
    expect(wordsOf({ kind: 'outside-office-hours', opensAt })).toContain('on Thu at 00:00 (in 12 h)')
  })

  test('never open without a zone', () => {
    expect(inZone(null)).toEqual({ kind: 'outside-office-hours', opensAt: null })
    expect(wordsOf({ kind: 'outside-office-hours', opensAt: null })).toContain('office hours never begin')
  })
})

describe('the limit', () => {
  const freesAt = Date.parse(FREES)
  test('of a period is used up until it frees', () => {
    const hold = holdOf({ counts: { granted_in_last_period: 20 } })
    expect(hold).toEqual({ kind: 'limit-used-up', by: 'period', limit: 20, freesAt })
    expect(wordsOf(hold)).toBe(
      'All 20 updates allowed per 15 minutes were granted. The next one can be granted at 12:05 (in 5 min).',
    )
  })

  test('caps what is under way at once too', () => {
    const hold = holdOf({ counts: { in_progress: 20 } })
    expect(hold).toMatchObject({ kind: 'limit-used-up', by: 'at-once', limit: 20 })
    expect(wordsOf(hold)).toContain('All 20 update slots are in use.')
  })

  test('of safe mode is one node first', () => {
    const policy = { policy_safe_mode: true }
    const counts = { ended_at_target: 0, granted_in_last_period: 1 }
    expect(holdOf({ policy, counts })).toEqual({ kind: 'first-node', freesAt })
    expect(holdOf({ policy, counts: { ...counts, ended_at_target: 1 } })).toMatchObject({ kind: 'nothing' })
  })

  test('of safe mode is reached by updates that take too long', () => {
    expect(holdOf({ policy: { policy_safe_mode: true }, counts: { timed_out: 20 } })).toEqual({
      kind: 'safe-mode-trips-next',
      timedOut: 20,
      limit: 20,
    })
  })

  test('is none from 900,000 on', () => {
    const policy = { policy_max_updates_per_period: 900_000 }
    expect(holdOf({ policy, counts: { granted_in_last_period: 900_000 } })).toMatchObject({ kind: 'nothing' })
  })

  test('is guessed at where no server tells the counts', () => {
    const lastDay = stats({ complete: 4, onhold: 2, undefined: 4 })
    expect(holdOf({ rollout: null, lastDay })).toEqual({ kind: 'perhaps-limit', onHold: 2 })
    expect(holdOf({ rollout: null })).toMatchObject({ kind: 'nothing' })
  })
})

test('failing nodes alone are left', () => {
  const lastDay = stats({ complete: 4, error: 5, downloading: 1 })
  expect(holdOf({ lastDay })).toEqual({ kind: 'failures-only', nodes: 5 })
})

test('nothing is said before the numbers are there', () => {
  expect(holdOf({ lastDay: undefined })).toEqual({ kind: 'unknown' })
  expect(holdOf({ rollout: undefined })).toEqual({ kind: 'unknown' })
})

const wordsOf = (hold: RolloutBlocker) =>
  describeBlocker(hold, group(1, { policy_timezone: 'Asia/Tokyo' }), NOW).explanation
