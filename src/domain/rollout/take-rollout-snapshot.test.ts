import { targetVersion } from '#contract/group.ts'
import { CHECK_IN_INTERVAL_MS } from '#contract/check-in-interval.ts'
import { HOUR_MS, SECOND_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import { group, stats } from '#src/domain/testing/group-fixture.ts'
import { takeRolloutSnapshot } from './take-rollout-snapshot.ts'

const noon = Date.parse('2026-03-04T12:00:00Z')
const hour = (ago: number) => new Date(noon - ago * HOUR_MS).toISOString()
const input = {
  group: group(1),
  share: { nodes: 100, atTarget: 30 },
  lastDay: stats({ update_granted: 3, downloading: 2, downloaded: 2, installed: 2, complete: 30, error: 1 }),
  silent: 0,
  rollout: null,
  timeline: undefined,
  isDemo: false,
} as const

test('the demo’s nodes check in every minute, others as often as update_engine', () => {
  expect(takeRolloutSnapshot(input).checkInIntervalSeconds).toBe(CHECK_IN_INTERVAL_MS / SECOND_MS)
  expect(takeRolloutSnapshot({ ...input, isDemo: true }).checkInIntervalSeconds).toBe(60)
})

test('updates in progress and the pace are estimated from statuses where the server does not report them', () => {
  const target = targetVersion(input.group) ?? ''
  const timeline = { [hour(2)]: {}, [hour(1)]: { 4: { [target]: 7 } }, [hour(0)]: { 4: { [target]: 5 } } }
  expect(takeRolloutSnapshot({ ...input, timeline })).toMatchObject({
    target,
    inProgress: 9,
    completionsPerHour: [7, 5],
    medianUpdateSeconds: null,
  })
})
