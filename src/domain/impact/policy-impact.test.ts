import type { UpdatePolicy } from '#contract/group.ts'
import { HOUR_MS } from '#contract/time-units.ts'
import { describe, expect, test } from 'vitest'
import { policyImpact } from './policy-impact.ts'
import { policyWarnings, type PolicyEdit } from './policy-warnings.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'
import { group } from '#src/domain/testing/group-fixture.ts'
import { rolloutSnapshotFixture } from '#src/domain/testing/rollout-snapshot-fixture.ts'

const wednesdayNoon = Date.parse('2026-03-04T12:00:00Z')
const unlimited = { policy_max_updates_per_period: 999_999 }
const impact = (over: Partial<RolloutSnapshot> = {}, policy: Partial<UpdatePolicy> = {}) =>
  policyImpact(rolloutSnapshotFixture(over, policy), wednesdayNoon)

describe('a policy', () => {
  test('lets as many nodes start as its limit, and with a period of 15 minutes four times as many an hour', () => {
    expect(impact()).toMatchObject({
      waiting: 1000,
      grants: 20,
      held: 'max-updates-per-period',
      perHour: 80,
      nextDay: 1000,
      openHours: 24,
    })
  })

  test('counts neither nodes in progress nor those that are done', () => {
    expect(impact({ done: 300, inProgress: 15, timedOut: 5, grantedInLastPeriod: 15 })).toMatchObject({
      waiting: 680,
      grants: 5,
    })
  })

  test('is slowed down by updates that take longer than its period', () => {
    expect(impact({ medianUpdateSeconds: 3600 })).toMatchObject({ perHour: 20, slowedBySeconds: 3600 })
    expect(impact({ medianUpdateSeconds: 600 })).toMatchObject({ perHour: 80, slowedBySeconds: null })
  })

  test('with office hours grants as many as the open hours of a day allow', () => {
    const hours = { policy_office_hours: true, policy_timezone: 'UTC' }
    // Five hours of today are left and three of tomorrow come within the day.
    expect(impact({}, hours)).toMatchObject({ openHours: 8, nextDay: 20 + 8 * 80 })
  })

  test('without a limit lets all nodes start at once, and one in safe mode', () => {
    expect(impact({}, unlimited)).toMatchObject({ grants: 1000, held: null, perHour: null, nextDay: 1000 })
    expect(impact({ endedAtTarget: 0 }, { ...unlimited, policy_safe_mode: true })).toMatchObject({
      grants: 1,
    })
  })

  test('with updates off grants nothing', () => {
    expect(impact({}, { policy_updates_enabled: false })).toMatchObject({
      grants: 0,
      held: 'updates-disabled',
      nextDay: 0,
      forecast: { kind: 'never', reason: 'updates-off' },
    })
  })
})

const brake = { trippedAt: wednesdayNoon - 2 * HOUR_MS, timedOut: 20, limit: 20 }

/** The warnings about an edit, by kind. */
function warnings(
  after: Partial<UpdatePolicy>,
  snapshot: Partial<RolloutSnapshot> = {},
  {
    policy = {},
    target = '2.0.0',
    ...others
  }: Partial<Omit<PolicyEdit, 'before'>> & { policy?: Partial<UpdatePolicy>; target?: string } = {},
) {
  const before = { policy: group(1, policy), target }
  const found = policyWarnings(
    { before, after: rolloutSnapshotFixture(snapshot, after), brake: null, ...others },
    wednesdayNoon,
  )
  return Object.fromEntries(found.map(({ kind, words }) => [kind, words]))
}

describe('warnings', () => {
  test('there are none about an ordinary policy', () => {
    expect(warnings({})).toEqual({})
  })

  test('no limit and no safe mode: every node may start at once', () => {
    expect(warnings(unlimited, { nodes: 12_400 })).toEqual({
      unlimited: 'No limit and no safe mode: all 12,400 nodes may start at once.',
    })
    expect(warnings({ ...unlimited, policy_updates_enabled: false })).toEqual({})
  })

  test('safe mode limits an unlimited rollout only until its first node is done', () => {
    const safe = { ...unlimited, policy_safe_mode: true }
    expect(warnings(safe, { endedAtTarget: 0 })).toEqual({})
    expect(warnings(safe, { nodes: 517, endedAtTarget: 1 })).toEqual({
      unlimited:
        'No limit: all 517 nodes may start at once. The first node’s update to 2.0.0 has ended, so safe mode no longer makes the others wait, and it stops the rollout only when 999,999 updates have timed out.',
    })
  })

  test('resuming after safe mode says when and why it tripped, and that it trips again', () => {
    const found = warnings(
      { policy_safe_mode: true },
      { timedOut: 20 },
      { policy: { policy_updates_enabled: false }, brake },
    )
    expect(found['resumes-brake']).toContain(
      'safe mode stopped this group 2\u00A0h ago, when 20 updates had timed out at a limit of 20',
    )
    expect(found['trips-at-once']).toContain(
      'At the next check-in, safe mode switches updates off again: 20 updates have timed out',
    )
    expect(found['trips-at-once']).toContain('silent for a day')
  })

  test('resuming after an operator’s pause says how many nodes wait', () => {
    expect(warnings({}, {}, { policy: { policy_updates_enabled: false } })['resumes']).toContain(
      '1,000 nodes',
    )
  })

  test('office hours say when they open in a zone where it is night', () => {
    const found = warnings({ policy_office_hours: true, policy_timezone: 'Asia/Tokyo' })
    expect(found['closed-now']).toContain(
      'In Asia/Tokyo it is Wednesday 21:00: office hours open in 12\u00A0h',
    )
    expect(warnings({ policy_office_hours: true, policy_timezone: 'UTC' })).toEqual({})
    expect(warnings({ policy_office_hours: true, policy_timezone: '' })['closed-now']).toContain('never open')
  })

  test('there is one about a timeout that half of the updates exceed', () => {
    expect(warnings({ policy_update_timeout: '5 minutes' })['timeout-below-median']).toContain(
      '(median 10\u00A0min)',
    )
  })

  test('there is one about a limit that takes weeks', () => {
    expect(
      warnings({ policy_max_updates_per_period: 1, policy_period_interval: '1 hour' })['takes-long'],
    ).toContain('5 weeks')
  })

  test('there is one about a limit below the updates in progress', () => {
    expect(warnings({ policy_max_updates_per_period: 5 }, { inProgress: 12 })['below-in-progress']).toContain(
      '12 updates are in progress',
    )
  })

  test('there is one about a period much shorter than an update', () => {
    expect(warnings({ policy_period_interval: '1 minute' })['period-limit']).toContain(
      '20 nodes per 10\u00A0min',
    )
  })

  test('there is one about a channel with an older package', () => {
    expect(warnings({}, { target: '1.5.0' })['older-target']).toContain(
      '1.5.0 is older than 2.0.0. No node downgrades',
    )
  })
})
