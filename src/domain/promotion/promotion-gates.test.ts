import { HOUR_MS } from '#contract/time-units.ts'
import { describe, expect, test } from 'vitest'
import type { GateKind, PromotionInput } from './promotion-gate.ts'
import { describeGates, promotionGates } from './promotion-gates.ts'
import { promotionForecast, promotionSnapshots } from './rollout-under-way.ts'
import type { Soak } from './soak-time.ts'
import { channelAt, release } from '#src/domain/testing/catalogue-fixture.ts'
import { id } from '#src/domain/testing/fixture-ids.ts'
import { counted, promotion, uncounted } from '#src/domain/testing/promotion-fixture.ts'
import { safeModeBrake } from '#src/domain/testing/safe-mode-brake-fixture.ts'
import { rolloutFixture } from '#src/domain/testing/rollout-fixture.ts'
import { takeRolloutSnapshot } from '#src/domain/rollout/take-rollout-snapshot.ts'
import { targetShare } from '#src/domain/rollout/target-share.ts'

const gate = (kind: GateKind, over: Partial<PromotionInput>) =>
  promotionGates(promotion(over)).find((gate) => gate.kind === kind)

const fromGroups = (...groups: NonNullable<PromotionInput['source']>['groups'][number][]) => {
  const { source } = promotion()
  return { source: source && { ...source, groups } }
}
const soaked = (soak: Soak | null) => {
  const { source } = promotion()
  return { source: source && { ...source, soak } }
}

const floor = (n: number, version: string) => release(n, version, { floor_reason: `because of ${version}` })

test('a package with a good record passes every gate', () => {
  const gates = promotionGates(promotion())
  expect(gates.map(({ kind, status }) => [kind, status])).toEqual([
    ['share-done', 'passed'],
    ['failure-rate', 'passed'],
    ['not-held', 'passed'],
    ['soak-time', 'passed'],
    ['not-rolling-out', 'passed'],
    ['floors', 'passed'],
    ['complete', 'passed'],
    ['not-blacklisted', 'passed'],
    ['arch', 'passed'],
    ['not-paused', 'passed'],
    ['limited', 'passed'],
  ])
  expect(describeGates(gates)).toBe('All 11 gates pass')
})

describe('on the source', () => {
  test('90% of the nodes of all groups must run the package', () => {
    const groups = fromGroups(counted(11, { '2.0.0': 10 }), counted(13, { '2.1.0': 79, '1.0.0': 11 }))
    expect(gate('share-done', groups)).toMatchObject({
      status: 'failed',
      words: '89 of 100 nodes seen in the last 24 hours run 2.0.0 or newer (89%).',
      needs: 'At least 90% of its nodes seen in the last 24 hours must run 2.0.0 or newer.',
    })
    expect(gate('share-done', fromGroups(counted(11, { '2.0.0': 90, '1.0.0': 10 })))?.status).toBe('passed')
  })

  test('a single node and no failure have words of their own', () => {
    const groups = fromGroups(counted(11, { '2.0.0': 1 }))
    expect(gate('share-done', groups)?.words).toBe(
      '1 of 1 node seen in the last 24 hours runs 2.0.0 or newer (100%).',
    )
    expect(gate('failure-rate', groups)?.words).toBe('No update failed, and 1 node runs 2.0.0 or newer.')
    expect(gate('not-held', groups)?.words).toBe('Safe mode does not hold its group.')
  })

  test('at most 2% of the nodes that tried it may have failed', () => {
    const groups = fromGroups(counted(11, { '2.0.0': 97, '1.0.0': 50 }, { errors: 3 }))
    expect(gate('failure-rate', groups)).toMatchObject({
      status: 'failed',
      words: 'The last update of 3 nodes failed (3% of 100 nodes that run 2.0.0 or failed).',
    })
    expect(
      gate('failure-rate', fromGroups(counted(11, { '2.0.0': 98, '1.0.0': 2 }, { errors: 2 })))?.status,
    ).toBe('passed')
  })

  test('the package must have run for a day', () => {
    const { now } = promotion()
    const since = now - HOUR_MS
    expect(gate('soak-time', soaked({ kind: 'reached', since, atLeast: false }))).toMatchObject({
      status: 'failed',
      words: '90% have run it for 1\u00A0h.',
    })
    expect(gate('soak-time', soaked({ kind: 'reached', since, atLeast: true }))?.status).toBe('unknown')
    expect(gate('soak-time', soaked({ kind: 'not-reached', largest: 12 }))).toMatchObject({
      status: 'failed',
      words:
        'Less than 90% of the nodes in the 12 largest groups run it, by the timeline of the last 7 days.',
    })
    expect(gate('soak-time', soaked({ kind: 'loading' }))?.status).toBe('unknown')
    expect(gate('soak-time', soaked(null))).toBeUndefined()
  })

  test('no group may be held by safe mode, which other servers do not distinguish from a pause', () => {
    const off = { policy_updates_enabled: false, policy_safe_mode: true }
    const held = { ...off, policy_update_timeout: '01:30:00' }
    const groups = fromGroups(counted(11, { '2.0.0': 95 }, held), counted(13, { '2.0.0': 5 }))
    const brake = safeModeBrake(11, { updates_timed_out: 5, limit: 5 })
    expect(gate('not-held', { ...groups, brakes: [brake] })).toMatchObject({
      status: 'failed',
      words: 'Safe mode stopped updates in Group 11, after 5 updates took longer than 1 hour 30 minutes.',
    })
    expect(gate('not-held', { ...groups, brakes: [] })?.status).toBe('passed')
    for (const brakes of [null, undefined])
      expect(gate('not-held', { ...groups, brakes })).toMatchObject({
        status: 'unknown',
        words: 'Updates are off in Group 11, possibly by safe mode (this server does not report it).',
      })
    expect(gate('not-held', { brakes: null })?.status).toBe('passed')
  })

  test('unknown numbers pass no gate', () => {
    for (const groups of [fromGroups(), fromGroups(counted(11, {})), fromGroups(uncounted(11))])
      for (const kind of ['share-done', 'failure-rate', 'soak-time'] as const)
        expect(gate(kind, groups)?.status).toBe('unknown')
    expect(gate('share-done', { source: null })).toMatchObject({
      status: 'unknown',
      words: 'No other channel has 2.0.0, so its record is unknown.',
    })
  })

  test('the record of an older package does not matter', () => {
    const target = channelAt(2, 'stable', release(30, '3.0.0'))
    expect(promotionGates(promotion({ target })).map(({ kind }) => kind)).toEqual([
      'floors',
      'complete',
      'not-blacklisted',
      'arch',
      'not-paused',
      'limited',
    ])
  })
})

describe('on the target', () => {
  test('a rollout that is under way fails, with the forecasts of both packages', () => {
    const half = { '1.0.0': 60, '0.9.0': 40 }
    const now = Date.parse('2026-03-04T12:00:00Z')
    const rolling = counted(12, half)
    const { release: next } = promotion()
    const snapshots = promotionSnapshots(rolling, next, { rollout: null, isDemo: false })
    const forecast = snapshots && promotionForecast(snapshots, now)
    expect(forecast).toMatchObject({ current: { kind: 'range' }, next: { kind: 'range' } })
    const forecasts = new Map(forecast ? [[rolling.group.id, forecast]] : [])
    const found = gate('not-rolling-out', { targetGroups: [rolling], forecasts })
    expect(found).toMatchObject({ status: 'failed', name: 'No rollout is under way in stable' })
    expect(found?.words).toMatch(
      /^Group 12 is in the middle of its rollout of 1\.0\.0: 60 of 100 nodes run it \(60%\)\. Forecast for 90% of its nodes: 1\.0\.0 .+; 2\.0\.0 instead .+\.$/,
    )
  })

  test('the forecast of the current package is that of the rollout’s page: it starts from what the server reports', () => {
    const rolling = counted(12, { '1.0.0': 60, '0.9.0': 40 }, { channel: promotion().target })
    const { numbers, group } = rolling
    const { release: next } = promotion()
    const rollout = rolloutFixture({
      target: '1.0.0',
      counts: { granted_in_last_period: 3, in_progress: 2, timed_out: 1, ended_at_target: 1 },
      phases: [{ from_status: 2, to_status: 4, median_seconds: 240, nodes: 60 }],
    })
    const found = promotionSnapshots(rolling, next, { rollout, isDemo: false })
    const share = numbers?.version_breakdown && targetShare(numbers.version_breakdown, '1.0.0')
    const lastDay = numbers?.instances_stats?.['1d']
    if (!share || !lastDay) throw new Error('The fixture has no numbers')
    const input = { group, share, lastDay, silent: 0, rollout, timeline: undefined, isDemo: false }
    expect(found?.current).toEqual(takeRolloutSnapshot(input))
    expect(found?.next).toMatchObject({ inProgress: 2, timedOut: 1, medianUpdateSeconds: 240 })
  })

  test('no node has ended at the new package yet, so safe mode begins with a single node again', () => {
    const { release: next } = promotion()
    const rollout = rolloutFixture({
      target: '1.0.0',
      counts: { granted_in_last_period: 3, in_progress: 2, timed_out: 0, ended_at_target: 1 },
    })
    const rolling = counted(12, { '1.0.0': 60, '0.9.0': 40 }, { channel: promotion().target })
    const found = promotionSnapshots(rolling, next, { rollout, isDemo: false })
    expect([found?.current.endedAtTarget, found?.next.endedAtTarget]).toEqual([1, 0])
  })

  test('a rollout that is nearly done, is paused or has not begun is not one that the package would cut short', () => {
    for (const group of [
      counted(12, { '1.0.0': 90, '0.9.0': 10 }),
      counted(12, { '1.0.0': 50, '0.9.0': 50 }, { policy_updates_enabled: false }),
      counted(12, { '0.9.0': 50 }),
    ])
      expect(gate('not-rolling-out', { targetGroups: [group] })?.status).toBe('passed')
    expect(gate('not-rolling-out', { targetGroups: [uncounted(12)] })?.status).toBe('unknown')
  })

  test('floors on the way are listed with the nodes that must install them', () => {
    const floors = [floor(40, '1.5.0'), floor(41, '0.9.0'), floor(42, '2.5.0'), floor(22, '2.0.0')]
    const targetGroups = [counted(12, { '1.0.0': 50, '1.5.0': 7, '2.0.0-beta': 2, '0.1.0': 1 })]
    expect(gate('floors', { floors, targetGroups })).toMatchObject({
      status: 'passed',
      words:
        '2 floors on the way: 1 node must first update to 0.9.0, because of 0.9.0; 51 nodes must first update to 1.5.0, because of 1.5.0.',
    })
  })

  test('a server that has no floors keeps no package back', () => {
    expect(gate('floors', { floors: 'not-supported' })).toEqual({
      kind: 'floors',
      name: 'Floors of stable',
      status: 'passed',
      words: 'This update server’s version of Nebraska has no floors.',
      needs: '',
    })
  })

  test('more than five floors fail, and unknown floors do not pass', () => {
    const floors = [1, 2, 3, 4, 5, 6].map((n) => floor(40 + n, `1.${n}.0`))
    expect(gate('floors', { floors })?.status).toBe('failed')
    expect(gate('floors', { floors: floors.slice(1) })?.status).toBe('passed')
    expect(gate('floors', { floors, targetGroups: [uncounted(12)] })?.status).toBe('unknown')
    expect(gate('floors', { floors: undefined })?.status).toBe('unknown')
    expect(gate('floors', { floors: null })?.status).toBe('unknown')
  })

  test('a package that no node can install fails', () => {
    const empty = release(22, '2.0.0', { type: 1, size: '12 MB' })
    expect(gate('complete', { release: empty })).toMatchObject({
      status: 'failed',
      words: expect.stringMatching(
        /^Nodes cannot install 2\.0\.0\. File name is missing.* SHA-256 is missing/,
      ),
    })
    expect(gate('complete', { release: empty })?.refused).toBeUndefined()
  })

  test('gates that the server enforces are marked', () => {
    const blacklisted = release(22, '2.0.0', { channels_blacklist: [id(2)] })
    expect(gate('not-blacklisted', { release: blacklisted })).toMatchObject({
      status: 'failed',
      refused: true,
    })
    expect(gate('arch', { release: release(22, '2.0.0', { arch: 2 }) })).toMatchObject({
      status: 'failed',
      refused: true,
      words: 'The package is for arm64, the channel for amd64: the server rejects it.',
    })
  })

  test('groups with updates off are named with their waiting nodes', () => {
    const targetGroups = [
      counted(12, { '1.0.0': 50 }),
      counted(13, { '1.0.0': 5, '2.0.0': 1 }, { policy_updates_enabled: false }),
    ]
    expect(gate('not-paused', { targetGroups })).toMatchObject({
      status: 'failed',
      words: 'Updates are off in Group 13: none of 5 nodes there gets it until updates are resumed.',
    })
    expect(gate('not-paused', { targetGroups: [] })?.status).toBe('passed')
  })

  test('groups that let all nodes start at once are named with their nodes, unless they use safe mode', () => {
    const unlimited = { policy_max_updates_per_period: 999_999 }
    expect(gate('limited', { targetGroups: [counted(12, { '1.0.0': 50 }, unlimited)] })).toMatchObject({
      status: 'failed',
      words: 'Group 12 has no limit and no safe mode: all 50 nodes there may start at once.',
    })
    const safe = { ...unlimited, policy_safe_mode: true }
    expect(gate('limited', { targetGroups: [counted(12, { '1.0.0': 50 }, safe)] })?.status).toBe('passed')
  })

  test('groups without a node to update fail no gate', () => {
    const over = { policy_max_updates_per_period: 999_999, policy_updates_enabled: false }
    const targetGroups = [counted(12, { '2.0.0': 50 }, over)]
    expect([gate('not-paused', { targetGroups }), gate('limited', { targetGroups })]).toMatchObject([
      {
        status: 'passed',
        words: 'Updates are on in 0 of 1 group; in the others no node is below this version.',
      },
      {
        status: 'passed',
        words: 'No node is below this version in Group 12, which has no limit and no safe mode.',
      },
    ])
    const unread = [{ ...uncounted(12), group: { ...uncounted(12).group, ...over } }]
    expect(gate('limited', { targetGroups: unread })?.status).toBe('failed')
  })
})

test('the summary counts failed and unknown gates', () => {
  const gates = promotionGates(promotion({ source: null, release: release(22, '2.0.0', { arch: 2 }) }))
  expect(describeGates(gates)).toBe('6 of 11 gates pass, 1 fails, 4 unknown')
})
