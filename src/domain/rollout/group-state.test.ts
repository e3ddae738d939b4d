import { describe, expect, test } from 'vitest'
import type { Group } from '#contract/group.ts'
import { created_ts } from '#src/domain/testing/fixture-ids.ts'
import { group as createGroup, stats } from '#src/domain/testing/group-fixture.ts'
import { safeModeBrake } from '#src/domain/testing/safe-mode-brake-fixture.ts'
import { groupState, groupStateLabel, isRollingOut } from './group-state.ts'

const group = createGroup(1, { policy_safe_mode: true, policy_max_updates_per_period: 2 })
const off: Group = { ...group, policy_updates_enabled: false }
const brake = safeModeBrake(1, { tripped_ts: created_ts, updates_timed_out: 2, limit: 2 })

const seen = (inProgress: number, onhold: number) =>
  groupState(group, { atTarget: 1, nodes: 9 }, [], { lastDay: stats({ downloading: inProgress, onhold }) })

const labelWhenOff = (policy_safe_mode: boolean, inProgress: number) =>
  groupStateLabel(
    groupState({ ...off, policy_safe_mode }, undefined, null, {
      lastDay: stats({ installed: inProgress }),
    }),
  )

describe('the state of a group', () => {
  test('is rolling out while a node is below the target', () => {
    expect(groupState(group, { atTarget: 1, nodes: 2 }, []).kind).toBe('rolling-out')
  })
  test('is done when every node is at the target', () => {
    expect(groupState(group, { atTarget: 2, nodes: 2 }, []).kind).toBe('done')
  })
  test('is unknown until the versions are loaded', () => {
    expect(groupState(group, undefined, []).kind).toBe('unknown')
  })
  test('has no package when its channel has none or it follows no channel', () => {
    expect(groupState({ ...group, channel: undefined }, null, []).kind).toBe('no-package')
  })
  test('is paused where the server reports no brake', () => {
    expect(groupState(off, undefined, []).kind).toBe('paused')
  })
  test('is held by safe mode where the server reports the brake', () => {
    expect(groupState(off, undefined, [brake])).toEqual({
      kind: 'held-by-safe-mode',
      trippedTs: created_ts,
      timedOut: 2,
      limit: 2,
    })
  })
  test('is frozen while a freeze pauses it, unless safe mode has stopped it since', () => {
    expect(groupState(off, undefined, [], { isFrozen: true }).kind).toBe('frozen')
    expect(groupState(off, undefined, null, { isFrozen: true }).kind).toBe('frozen')
    expect(groupState(off, undefined, [brake], { isFrozen: true }).kind).toBe('held-by-safe-mode')
    expect(groupState(group, { atTarget: 1, nodes: 2 }, [], { isFrozen: true }).kind).toBe('rolling-out')
  })
  test('is off where the server does not report who switched updates off', () => {
    expect(groupState(off, undefined, null).kind).toBe('updates-off')
    expect(groupState(off, undefined, undefined).kind).toBe('updates-off')
  })
  test('is outside office hours on weekends and at night in the group’s own zone', () => {
    const clerk = { ...group, policy_office_hours: true, policy_timezone: 'Asia/Tokyo' }
    const at = (time: string) =>
      groupState(clerk, { atTarget: 1, nodes: 2 }, [], { now: Date.parse(time) }).kind
    expect(at('2026-03-04T01:00:00Z')).toBe('rolling-out')
    expect(at('2026-03-04T12:00:00Z')).toBe('outside-office-hours')
    expect(at('2026-03-07T01:00:00Z')).toBe('outside-office-hours')
  })
  test('is at the limit once nodes are on hold and the limit is in use', () => {
    expect(seen(2, 3)).toEqual({ kind: 'at-limit', waiting: 6, inProgress: 2, limit: 2 })
    expect(seen(1, 3).kind).toBe('rolling-out')
    expect(seen(2, 0).kind).toBe('rolling-out')
    expect(isRollingOut(seen(2, 3))).toBe(true)
  })
  test('counts only nodes below the target as waiting, though some on hold run it by now', () => {
    const lastDay = stats({ downloading: 2, onhold: 7 })
    const withDone = (atTarget: number) => groupState(group, { atTarget, nodes: 9 }, [], { lastDay })
    expect(withDone(5)).toMatchObject({ kind: 'at-limit', waiting: 2 })
    expect(withDone(7).kind).toBe('rolling-out')
  })
  test('names the likely cause where the server does not report who switched updates off', () => {
    expect(labelWhenOff(false, 5)).toBe('Updates off, possibly by an operator')
    expect(labelWhenOff(true, 0)).toBe('Updates off, possibly by an operator')
    expect(labelWhenOff(true, 1)).toBe('Updates off (by an operator or by safe mode)')
    expect(labelWhenOff(true, 2)).toBe('Updates off, possibly by safe mode')
  })
})
