import { describe, expect, test } from 'vitest'
import type { Application } from '#contract/application.ts'
import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import { type Answer, fleetGroups, fleetRow } from './fleet-row.ts'
import { filterFleet } from './fleet-search.ts'
import { fleetTotals } from './fleet-totals.ts'

const created_ts = '2026-01-01T00:00:00Z'
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const group = (n: number, over: Partial<Group> & { target?: string | null } = {}): Group => {
  const { target = '2.0.0', ...fields } = over
  const common = { application_id: id(0), created_ts, arch: 1 } as const
  return {
    id: id(n),
    application_id: id(0),
    name: `Group ${n}`,
    description: '',
    rollout_in_progress: false,
    policy_updates_enabled: true,
    policy_safe_mode: false,
    policy_office_hours: false,
    policy_timezone: null,
    policy_period_interval: '15 minutes',
    policy_max_updates_per_period: 20,
    policy_update_timeout: '60 minutes',
    created_ts,
    track: 'stable',
    channel_id: id(100),
    channel: {
      ...common,
      id: id(100),
      name: 'stable',
      color: '#14b9d6',
      package_id: target === null ? null : id(200),
      package: target === null ? null : { ...common, ...packageFields, id: id(200), version: target },
    },
    ...fields,
  }
}

const packageFields = {
  type: 4,
  url: 'https://updates.example.test/',
  filename: null,
  description: null,
  size: null,
  hash: null,
  channels_blacklist: null,
  flatcar_action: null,
  extra_files: null,
  floor_reason: null,
}

const NO_NODES: InstanceStats = {
  total: 0,
  undefined: 0,
  update_granted: 0,
  error: 0,
  complete: 0,
  installed: 0,
  downloaded: 0,
  downloading: 0,
  onhold: 0,
}

const READ_AT = Date.UTC(2026, 0, 1)
const read = <Data>(data: Data): Answer<Data> => ({
  data,
  error: null,
  dataUpdatedAt: READ_AT,
  isRetrying: false,
})
const awaited = { data: undefined, error: null, dataUpdatedAt: 0, isRetrying: false }
const failed = { ...awaited, error: new Error('The server does not answer.') }
const versions = (counts: Record<string, number>): Answer<VersionBreakdown> =>
  read(Object.entries(counts).map(([version, instances]) => ({ version, instances, percentage: 0 })))

const application = { id: id(0), name: 'Kiosk OS' }
const row = (
  of: Group,
  stats: Answer<InstanceStats>,
  breakdown: Answer<VersionBreakdown>,
  ...rest: [brakes?: Parameters<typeof fleetRow>[3], before?: Parameters<typeof fleetRow>[4]]
) => fleetRow({ application, group: of }, stats, breakdown, rest[0] ?? null, rest[1])

const busy = row(
  group(1, { name: 'Canary' }),
  read({ ...NO_NODES, total: 9, update_granted: 1, downloading: 2, installed: 1, onhold: 2, error: 3 }),
  versions({ '2.1.0': 1, '2.0.0': 2, '1.0.0': 6 }),
)

describe('a row of the fleet', () => {
  test('counts nodes at the target or newer, in progress, on hold and failed', () => {
    expect(busy).toMatchObject({ nodes: 9, inProgress: 4, onHold: 2, errors: 3, target: '2.0.0' })
    expect(busy.share).toEqual({ atTarget: 3, nodes: 9 })
    expect(busy.state.kind).toBe('rolling-out')
  })

  test('fills in as answers come', () => {
    const half = row(group(1), read({ ...NO_NODES, total: 4 }), awaited)
    expect(half).toMatchObject({ nodes: 4, share: undefined, state: { kind: 'unknown' }, failure: null })
  })

  test('tells its failure, and how old what still stands is', () => {
    expect(row(group(1), failed, awaited).failure).toEqual({
      message: 'The server does not answer.',
      numbersFrom: null,
      retrying: false,
    })
    expect(row(group(1), failed, versions({ '2.0.0': 1 })).failure?.numbersFrom).toBe(READ_AT)
  })

  test('keeps its failure in sight while it is tried again, and drops it with the answer', () => {
    const before = row(group(1), failed, versions({}))
    const during = row(group(1), { ...awaited, isRetrying: true }, versions({}), null, before)
    expect(during.failure).toMatchObject({ message: 'The server does not answer.', retrying: true })
    expect(row(group(1), read(NO_NODES), versions({}), null, during).failure).toBeNull()
  })

  test('does not guess who switched updates off before that is known', () => {
    const off = group(1, { policy_updates_enabled: false })
    const state = (brakes: Parameters<typeof fleetRow>[3]) =>
      fleetRow({ application, group: off }, awaited, awaited, brakes).state.kind
    expect(state(undefined)).toBe('unknown')
    expect(state(null)).toBe('updates-off')
    expect(state([])).toBe('paused')
  })
})

test('groups stand in the order of names, numbers in them by their value', () => {
  const applications = [
    { name: 'B', groups: [group(1, { name: 'Site 10' }), group(2, { name: 'Site 9' })] },
    { name: 'A', groups: null },
  ].map((named): Application => ({
    id: id(0),
    product_id: null,
    description: '',
    created_ts,
    channels: null,
    instances: { count: 0 },
    ...named,
  }))
  expect(fleetGroups(applications).map(({ group }) => group.name)).toEqual(['Site 9', 'Site 10'])
})

describe('the totals of the fleet', () => {
  test('add up what is known', () => {
    const idle = row(group(2), read({ ...NO_NODES, total: 5, complete: 5 }), versions({ '2.0.0': 5 }))
    expect(fleetTotals([busy, idle])).toMatchObject({
      groups: 2,
      groupsCounted: 2,
      nodes: 14,
      applications: 1,
      inProgress: 4,
      onHold: 2,
      errors: 3,
      atTarget: 8,
      nodesWithTarget: 14,
      missing: [],
      awaited: 0,
    })
  })

  test('name what is missing and say what is awaited', () => {
    const lost = row(group(2, { name: 'Lost' }), failed, versions({ '2.0.0': 5 }))
    expect(fleetTotals([busy, lost, row(group(3), awaited, awaited)])).toMatchObject({
      groupsCounted: 1,
      missing: ['Lost'],
      awaited: 1,
    })
  })

  test('count a group that failed to refresh with what was read before', () => {
    const old = { ...read({ ...NO_NODES, total: 5 }), error: new Error('No answer') }
    expect(fleetTotals([row(group(1), old, versions({ '2.0.0': 5 }))])).toMatchObject({
      nodes: 5,
      missing: [],
    })
  })

  test('leave nodes without a target out of the share', () => {
    const untargeted = row(
      group(2, { target: null }),
      read({ ...NO_NODES, total: 4 }),
      versions({ '1.0.0': 4 }),
    )
    expect(fleetTotals([busy, untargeted])).toMatchObject({
      nodes: 13,
      nodesWithTarget: 9,
      groupsWithoutTarget: 1,
    })
  })
})

describe('the filter', () => {
  const rows = [busy, row(group(2, { policy_updates_enabled: false }), awaited, awaited, [])]
  const names = (filter: string) => filterFleet(rows, filter).map(({ group }) => group.name)

  test('wants every word, wherever it stands and however it is written', () => {
    expect(names('  kiosk CANARY ')).toEqual(['Canary'])
    expect(names('canary group')).toEqual([])
  })
  test('finds versions that run, and states', () => {
    expect(names('2.1.0')).toEqual(['Canary'])
    expect(names('paused')).toEqual(['Group 2'])
  })
  test('lets all through when it is empty', () => {
    expect(names(' ')).toHaveLength(2)
  })
})
