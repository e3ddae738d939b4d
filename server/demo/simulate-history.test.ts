import { describe, expect, test } from 'vitest'
import { ACTIVITY_CLASS } from '#contract/activity.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { intervalSeconds } from '#contract/interval.ts'
import { compareVersions } from '#contract/version-order.ts'
import { isWithinOfficeHours } from '#contract/update-rules/is-within-office-hours.ts'
import { DAY_MS, HOUR_MS, SECOND_MS } from '#contract/time-units.ts'
import { HISTORY_LENGTH_MS } from './demo-times.ts'
import { planFleet } from './fleet-plan.ts'
import type { GroupPlan, GroupPolicy } from './group-plan.ts'
import type { HistoryRow, ServerGroup, ServerNode } from './server-state.ts'
import { type FleetHistory, simulateHistory } from './simulate-history.ts'

const START = new Date('2026-06-10T10:00:00Z')
const { updateGranted, complete, error, onHold, downloaded } = INSTANCE_STATUS
const ENDINGS: readonly number[] = [complete, error, onHold]

/** The history as JSON, with times relative to the start: texts of its length are compared much faster than objects. */
const plainHistory = ({ server, nodes }: FleetHistory, start: Date) =>
  JSON.stringify({
    history: server.history.map(({ node, created_ts, ...entry }) => ({
      ...entry,
      node: node.plan.machine.id,
      at: created_ts.getTime() - start.getTime(),
    })),
    activities: server.activities.map(({ group, node, created_ts, ...entry }) => ({
      ...entry,
      group: group.plan.key,
      node: node?.plan.machine.id,
      at: created_ts.getTime() - start.getTime(),
    })),
    nodes: nodes.map(({ record: { last_check_for_updates, last_update_granted_ts, ...record } }) => ({
      ...record,
      granted: last_update_granted_ts && last_update_granted_ts.getTime() - start.getTime(),
      seen: last_check_for_updates.getTime() - start.getTime(),
    })),
  })

const histories = new Map(['1', 'platte'].map((seed) => [seed, simulateHistory(planFleet(seed), START)]))
const historyOf = (seed: string): FleetHistory => {
  const found = histories.get(seed)
  if (!found) throw new Error(`There is no history of seed ${seed}.`)
  return found
}

test('the same seed gives the same history at the same hour of another week, and another seed another', () => {
  const later = new Date(START.getTime() + 7 * DAY_MS)
  const moved = simulateHistory(planFleet('1'), later)
  expect(plainHistory(moved, later)).toBe(plainHistory(historyOf('1'), START))
  expect(plainHistory(historyOf('platte'), START)).not.toBe(plainHistory(historyOf('1'), START))
})

describe.each([...histories.keys()])('the history of seed %s', (seed) => {
  const { groups, nodes, server } = historyOf(seed)
  const entriesOf = (group: ServerGroup) => server.history.filter(({ node }) => node.group === group)
  const groupOf = (key: string): ServerGroup => {
    const found = groups.find(({ plan }) => plan.key === key)
    if (!found) throw new Error(`There is no group ${key}.`)
    return found
  }

  test('lasts 30 days and is in chronological order', () => {
    const times = server.history.map(({ created_ts }) => created_ts.getTime())
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times[0]).toBeGreaterThanOrEqual(START.getTime() - HISTORY_LENGTH_MS)
    expect(times[0]).toBeLessThan(START.getTime() - HISTORY_LENGTH_MS + 2 * DAY_MS)
    expect(times.at(-1)).toBeLessThanOrEqual(START.getTime())
    expect(times.at(-1)).toBeGreaterThan(START.getTime() - HOUR_MS)
  })

  test('never grants more updates at once or per period than the policy of the time allows', () => {
    const excess = groups.map((group) => maxExcess(group.plan, entriesOf(group)))
    expect(Math.max(...excess)).toBe(0)
  })

  test('grants nothing while updates are off or outside office hours', () => {
    const wrong = groups.flatMap((group) =>
      entriesOf(group).filter(({ status, created_ts }) => {
        if (status !== updateGranted) return false
        const policy = policyAt(group.plan, created_ts)
        const isClosed =
          policy.policy_office_hours && !isWithinOfficeHours(policy.policy_timezone, created_ts)
        return isClosed || !policy.policy_updates_enabled
      }),
    )
    expect(wrong).toEqual([])
    expect(entriesOf(groupOf('agent-production')).some(({ status }) => status === updateGranted)).toBe(true)
  })

  test('downgrades no node and skips no floor', () => {
    const versions = new Map<ServerNode, string>()
    for (const { node, status, version } of server.history) {
      if (status !== complete || version === null) continue
      const before = versions.get(node) ?? node.plan.firstVersion
      expect(compareVersions(version, before)).toBeGreaterThan(0)
      for (const floor of node.group.plan.floors) {
        const isBetween =
          compareVersions(before, floor.version) < 0 && compareVersions(floor.version, version) < 0
        expect(isBetween).toBe(false)
      }
      versions.set(node, version)
    }
    expect(versions.size).toBeGreaterThan(1900)
  })

  test('about two percent of updates fail', () => {
    const count = (status: number) => server.history.filter((entry) => entry.status === status).length
    const share = count(error) / (count(error) + count(complete))
    expect(share).toBeGreaterThan(0.012)
    expect(share).toBeLessThan(0.035)
    const codes = server.history.flatMap(({ error_code }) => (error_code === null ? [] : [error_code]))
    expect(new Set(codes)).toContain(String(2 ** 28 + 9))
  })

  test('large groups are rolling out, with some nodes on hold', () => {
    for (const key of ['stable-amd64', 'beta-amd64']) {
      const group = groupOf(key)
      const share = shareOnTarget(group)
      expect(share).toBeGreaterThan(0.25)
      expect(share).toBeLessThan(0.75)
      expect(group.rollout_in_progress).toBe(true)
      expect(group.inProgress.size).toBeGreaterThan(0)
      expect(group.nodes.filter(({ record }) => record.status === onHold).length).toBeGreaterThan(50)
    }
  })

  test('one group is paused half-way and others are done', () => {
    const paused = groupOf('agent-early')
    expect(paused.policy.policy_updates_enabled).toBe(false)
    expect(paused.brake).toBeNull()
    expect(shareOnTarget(paused)).toBeGreaterThan(0.2)
    expect(shareOnTarget(paused)).toBeLessThan(0.6)
    for (const key of [
      'stable-arm64',
      'beta-arm64',
      'alpha-amd64',
      'edge-amd64',
      'edge-arm64',
      'agent-canary',
    ])
      expect(shareOnTarget(groupOf(key))).toBeGreaterThan(0.93)
  })

  test('beta has run on arm64 for more than a day what stable can get next', () => {
    const beta = groupOf('beta-arm64')
    const { version } = beta.target
    const day = START.getTime() - DAY_MS
    const completed = entriesOf(beta).filter(
      (entry) => entry.status === complete && entry.version === version && entry.created_ts.getTime() < day,
    )
    expect(completed.length / beta.nodes.length).toBeGreaterThan(0.9)
    expect(beta.nodes.filter(({ record }) => record.status === error).length).toBeLessThan(3)
    expect(compareVersions(version, groupOf('stable-arm64').target.version)).toBeGreaterThan(0)
  })

  test('a rollout that is done doesn’t start again', () => {
    const { rolloutStarted, rolloutFinished } = ACTIVITY_CLASS
    const startedAgain = groups.flatMap((group) => {
      const finished = server.activities.filter(
        (entry) => entry.group === group && entry.class === rolloutFinished,
      )
      return server.activities.filter(
        (entry) =>
          entry.group === group &&
          entry.class === rolloutStarted &&
          finished.some(
            ({ version, created_ts }) => version === entry.version && created_ts < entry.created_ts,
          ) &&
          // Nodes that were off for weeks get a floor during a later rollout.
          group.plan.floors.every(({ version }) => version !== entry.version),
      )
    })
    expect(startedAgain).toEqual([])
  })

  test('safe mode holds a group whose updates have timed out and remain in progress', () => {
    const { brake, policy, plan, nodes } = groupOf('alpha-arm64')
    const limit = policy.policy_max_updates_per_period
    expect(policy).toMatchObject({ policy_updates_enabled: false, policy_safe_mode: true })
    expect(brake).toMatchObject({ brake_updates_timed_out: limit, brake_limit: limit })
    const timeout = (intervalSeconds(policy.policy_update_timeout) ?? 0) * SECOND_MS
    const stuck = nodes.filter(
      ({ record }) =>
        record.update_in_progress &&
        record.status === downloaded &&
        (record.last_update_granted_ts?.getTime() ?? 0) < START.getTime() - timeout &&
        record.last_check_for_updates.getTime() > START.getTime() - HOUR_MS,
    )
    expect(stuck.length).toBeGreaterThanOrEqual(limit)
    expect(stuck.every(({ plan }) => plan.waitsForReboot)).toBe(true)
    expect(nodes.some(({ record }) => record.version === plan.releases.at(-1)?.version)).toBe(true)
  })

  test('some nodes have been silent for more than a day, some for more than a week', () => {
    expect(silentFor(nodes, DAY_MS).length).toBeGreaterThan(20)
    expect(silentFor(nodes, 7 * DAY_MS).length).toBeGreaterThan(8)
    expect(silentFor(nodes, DAY_MS).length).toBeGreaterThan(silentFor(nodes, 7 * DAY_MS).length)
    expect(silentFor(nodes, HOUR_MS).length).toBeLessThan(100)
  })
})

function policyAt({ policies }: GroupPlan, time: Date): GroupPolicy {
  const found = policies.findLast(({ from }) => START.getTime() + from <= time.getTime())
  if (!found) throw new Error('The plan has no policy for that time.')
  return found.policy
}

const silentFor = (nodes: readonly ServerNode[], time: number) =>
  nodes.filter(({ record }) => record.last_check_for_updates.getTime() < START.getTime() - time)

const shareOnTarget = ({ nodes, target }: ServerGroup) =>
  nodes.filter(({ record }) => record.version === target.version).length / nodes.length

const secondsOf = (interval: string) => intervalSeconds(interval) ?? 0

/** The most by which a limit was exceeded, recounted from the history; zero or less when it never was. */
function maxExcess(plan: GroupPlan, entries: readonly HistoryRow[]): number {
  let worst = Number.NEGATIVE_INFINITY
  const longest = Math.max(
    ...plan.policies.map(({ policy }) =>
      Math.max(secondsOf(policy.policy_period_interval), secondsOf(policy.policy_update_timeout)),
    ),
  )
  /** In the order of their last grants. */
  const grantedAt = new Map<ServerNode, number>()
  const updating = new Set<ServerNode>()
  for (const { node, status, created_ts } of entries) {
    if (ENDINGS.includes(status)) updating.delete(node)
    if (status !== updateGranted) continue
    const now = created_ts.getTime()
    grantedAt.delete(node)
    grantedAt.set(node, now)
    updating.add(node)
    for (const [earlier, at] of grantedAt) {
      if (now - at <= longest * SECOND_MS) break
      grantedAt.delete(earlier)
    }
    const policy = policyAt(plan, created_ts)
    const within = (interval: string) => (granted: ServerNode) =>
      now - (grantedAt.get(granted) ?? 0) < secondsOf(interval) * SECOND_MS
    const inPeriod = [...grantedAt.keys()].filter(within(policy.policy_period_interval)).length
    const atOnce = [...updating].filter(within(policy.policy_update_timeout)).length
    worst = Math.max(worst, Math.max(inPeriod, atOnce) - policy.policy_max_updates_per_period)
  }
  return worst
}
