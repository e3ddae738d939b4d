import { describe, expect, test } from 'vitest'
import type { GroupPause } from '#contract/group-pause.ts'
import type { InstanceStats } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import type { GroupStatsResult } from '#src/api/group-stats.ts'
import { applicationFixture } from '#src/domain/testing/catalogue-fixture.ts'
import { id } from '#src/domain/testing/fixture-ids.ts'
import { breakdown, group, groupStats, stats } from '#src/domain/testing/group-fixture.ts'
import { safeModeBrake } from '#src/domain/testing/safe-mode-brake-fixture.ts'
import {
  compareByAttention,
  fleetGroups,
  fleetRow,
  type FleetRow,
  fleetSection,
  type SafeModeBrakes,
} from './fleet-row.ts'
import { type FleetSearch, filterFleet, EMPTY_SEARCH } from './fleet-search.ts'
import { fleetTotals } from './fleet-totals.ts'

const NOW = Date.parse('2026-03-04T12:00:00Z')
const READ_AT = Date.UTC(2026, 0, 1)

const pending: GroupStatsResult = { stats: undefined, readAt: 0, error: null, isRetrying: false }
const failed: GroupStatsResult = { ...pending, error: new Error('Connection lost.') }
const read = (
  lastDay: InstanceStats,
  versions: Record<string, number>,
  last30Days = lastDay,
): GroupStatsResult => ({
  ...pending,
  readAt: READ_AT,
  stats: groupStats(1, {
    instances_stats: { '1d': lastDay, '30d': last30Days },
    version_breakdown: breakdown(versions),
  }),
})

const application = { id: id(0), name: 'Kiosk OS' }
const row = (
  group: Group,
  result: GroupStatsResult,
  more: { brakes?: SafeModeBrakes; previous?: FleetRow; logged?: GroupPause } = {},
) => fleetRow({ application, group }, { result, brakes: null, now: NOW, ...more })

const busy = row(
  group(1, { name: 'Canary' }),
  read(
    stats({ update_granted: 1, downloading: 2, installed: 1, onhold: 2, error: 3 }),
    { '2.1.0': 1, '2.0.0': 2, '1.0.0': 6 },
    stats({ complete: 13 }),
  ),
)

describe('a row of the fleet', () => {
  test('counts nodes at the target or newer, in progress, silent and failed', () => {
    expect(busy).toMatchObject({ inProgress: 4, silent: 4, target: '2.0.0' })
    expect(busy.lastDay).toMatchObject({ total: 9, onhold: 2, error: 3 })
    expect(busy.share).toEqual({ atTarget: 3, nodes: 9 })
    expect(busy.state.kind).toBe('rolling-out')
    expect(busy.reasons?.map(({ kind }) => kind)).toEqual(['failing', 'silent', 'behind'])
  })

  test('is unknown before its stats are read', () => {
    expect(row(group(1), pending)).toMatchObject({
      lastDay: undefined,
      share: undefined,
      reasons: undefined,
      state: { kind: 'unknown' },
      failure: null,
    })
  })

  test('has its failure, and when the stats still shown were read', () => {
    expect(row(group(1), failed).failure).toEqual({
      message: 'Connection lost.',
      lastReadAt: null,
      isRetrying: false,
    })
    const stale = { ...read(stats(), { '2.0.0': 1 }), error: failed.error }
    expect(row(group(1), stale).failure?.lastReadAt).toBe(READ_AT)
  })

  test('needs attention where it is known to be stopped, although its numbers could not be read', () => {
    const off = group(1, { policy_updates_enabled: false })
    const brake = safeModeBrake(1, { tripped_ts: '2026-03-04T10:00:00Z', updates_timed_out: 3, limit: 3 })
    const held = row(off, failed, { brakes: [brake] })
    expect(fleetSection(held)).toBe('attention')
    expect(held.reasons?.[0]?.words).toMatch(/^Stopped 2\sh\sago: 3 updates timed out, the limit is 3$/u)
    expect(fleetSection(row(off, failed, { brakes: [] }))).toBe('attention')
    expect(fleetSection(row(off, pending, { brakes: [] }))).toBe('unknown')
    expect(fleetSection(row(group(1), failed))).toBe('unknown')
  })

  test('keeps its failure during a retry, and drops it when the retry succeeds', () => {
    const previous = row(group(1), failed)
    const during = row(group(1), { ...pending, isRetrying: true }, { previous })
    expect(during.failure).toMatchObject({ message: 'Connection lost.', isRetrying: true })
    expect(row(group(1), read(stats(), {}), { previous: during }).failure).toBeNull()
  })

  test('does not say who switched updates off, or that it needs attention, before the brakes are known', () => {
    const off = group(1, { policy_updates_enabled: false, policy_safe_mode: true })
    const seen = (brakes: SafeModeBrakes) => {
      const { state, reasons } = row(off, read(stats({ complete: 9 }), { '1.0.0': 9 }), { brakes })
      return [state.kind, reasons?.map(({ kind }) => kind)]
    }
    expect(seen(undefined)).toEqual(['unknown', undefined])
    expect(seen(null)).toEqual(['updates-off', ['possibly-held']])
    expect(seen([])).toEqual(['paused', ['paused']])
  })
})

test('groups that need attention come first, most serious reason first', () => {
  const done = row(group(2, { name: 'Done' }), read(stats({ complete: 5 }), { '2.0.0': 5 }))
  const behind = row(group(3, { name: 'Behind' }), read(stats({ complete: 5 }), { '1.0.0': 5 }))
  const lost = row(group(4, { name: 'Lost' }), failed)
  const order = [done, lost, behind, busy].toSorted(compareByAttention)
  expect(order.map(({ group }) => group.name)).toEqual(['Canary', 'Behind', 'Lost', 'Done'])
})

test('a paused group with waiting nodes comes before those that roll out, and one without after them', () => {
  const off = { policy_updates_enabled: false }
  const waiting = row(group(2, { name: 'Waiting', ...off }), read(stats({ complete: 5 }), { '1.0.0': 5 }), {
    brakes: [],
  })
  const idle = row(group(3, { name: 'Idle', ...off }), read(stats({ complete: 5 }), { '2.0.0': 5 }), {
    brakes: [],
  })
  const rolling = row(group(4, { name: 'Rolling' }), read(stats({ complete: 5 }), { '1.0.0': 5 }))
  expect([idle, rolling, waiting].toSorted(compareByAttention).map(({ group }) => group.name)).toEqual([
    'Waiting',
    'Rolling',
    'Idle',
  ])
  expect([waiting, rolling, idle].map(fleetSection)).toEqual(['attention', 'rolling-out', 'up-to-date'])
})

describe('a paused group', () => {
  const off = group(2, { policy_updates_enabled: false })
  const behind = read(stats({ complete: 5 }), { '1.0.0': 5 })
  const logged = {
    group_id: id(2),
    paused_ts: '2026-03-01T12:00:00Z',
    actor: 'lena',
    reason: 'registry outage',
  }

  test('says since when, by whom and why', () => {
    expect(row(off, behind, { brakes: [], logged }).pause).toEqual({
      since: logged.paused_ts,
      by: logged,
      isUncertain: false,
    })
  })

  test('says what is known where the server does not report who switched updates off', () => {
    expect(row(off, behind, { brakes: null, logged }).pause?.isUncertain).toBe(true)
    expect(row(off, behind, { brakes: null }).pause).toBeNull()
  })

  test('without an entry in the audit log has the time that the server reports', () => {
    const since = { ...behind, stats: behind.stats && { ...behind.stats, paused_ts: '2026-03-02T12:00:00Z' } }
    expect(row(off, since, { brakes: [] }).pause).toEqual({
      since: '2026-03-02T12:00:00Z',
      by: null,
      isUncertain: false,
    })
  })

  test('that was resumed since has none, whatever the audit log says', () => {
    expect(row(group(2), behind, { brakes: [], logged }).pause).toBeNull()
  })
})

test('groups are sorted by name, and numbers in names by value', () => {
  const applications = [
    { name: 'B', groups: [group(1, { name: 'Site 10' }), group(2, { name: 'Site 9' })] },
    { name: 'A', groups: null },
  ].map(applicationFixture)
  expect(fleetGroups(applications).map(({ group }) => group.name)).toEqual(['Site 9', 'Site 10'])
})

describe('the totals of the fleet', () => {
  test('sum up what is known', () => {
    const idle = row(group(2), read(stats({ complete: 5, total: 7 }), { '2.0.0': 5, '1.0.0': 2 }))
    const totals = fleetTotals([busy, idle])
    expect(totals).toMatchObject({
      groups: 2,
      groupsKnown: 2,
      withoutStatus: 2,
      applications: 1,
      inProgress: 4,
      silent: 4,
      versions: 3,
      atTarget: 8,
      nodesWithTarget: 16,
      failedGroups: [],
      pending: 0,
    })
    expect(totals.lastDay).toMatchObject({ total: 16, onhold: 2, error: 3, complete: 5 })
  })

  test('name the groups that failed and count those still loading', () => {
    const lost = row(group(2, { name: 'Lost' }), failed)
    expect(fleetTotals([busy, lost, row(group(3), pending)])).toMatchObject({
      groupsKnown: 1,
      failedGroups: ['Lost'],
      pending: 1,
    })
  })

  test('count a group that failed to refresh with its last stats', () => {
    const stale = { ...read(stats({ complete: 5 }), { '2.0.0': 5 }), error: failed.error }
    expect(fleetTotals([row(group(1), stale)])).toMatchObject({ lastDay: { total: 5 }, failedGroups: [] })
  })

  test('leave groups without a target out of the share', () => {
    const untargeted = row(group(2, { target: null }), read(stats({ undefined: 4 }), { '1.0.0': 4 }))
    expect(fleetTotals([busy, untargeted])).toMatchObject({
      lastDay: { total: 13 },
      nodesWithTarget: 9,
      groupsWithoutTarget: 1,
      nodesWithoutTarget: 4,
    })
  })
})

describe('the filter', () => {
  const paused = group(2, { policy_updates_enabled: false })
  const elsewhere = { id: id(9), name: 'Other OS' }
  const { channel: _channel, ...withoutChannel } = group(3)
  const rows = [
    busy,
    row(paused, pending, { brakes: [] }),
    fleetRow({ application: elsewhere, group: withoutChannel }, { result: pending, brakes: null, now: NOW }),
  ]
  const names = (search: Partial<FleetSearch>) =>
    filterFleet(rows, { ...EMPTY_SEARCH, ...search }).map(({ group }) => group.name)

  test('requires every word, anywhere and in any case', () => {
    expect(names({ filter: '  kiosk CANARY ' })).toEqual(['Canary'])
    expect(names({ filter: 'canary group' })).toEqual([])
  })
  test('matches versions and states', () => {
    expect(names({ filter: '2.1.0' })).toEqual(['Canary'])
    expect(names({ filter: 'paused' })).toEqual(['Group 2'])
  })
  test('combines application, arch and state', () => {
    expect(names({ application: id(9) })).toEqual(['Group 3'])
    expect(names({ arch: 'amd64' })).toEqual(['Canary', 'Group 2'])
    expect(names({ arch: 'arm64' })).toEqual([])
    expect(names({ state: 'paused' })).toEqual(['Group 2'])
    expect(names({ state: 'attention' })).toEqual(['Canary'])
    expect(names({ state: 'attention', application: id(9) })).toEqual([])
  })
  test('matches everything when it is empty', () => {
    expect(names({ filter: ' ' })).toHaveLength(3)
  })
})
