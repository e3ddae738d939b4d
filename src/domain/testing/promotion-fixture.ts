import { DAY_MS } from '#contract/time-units.ts'
import type { InstanceStats } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import type { GroupWithStats, PromotionInput } from '#src/domain/promotion/promotion-gate.ts'
import { channelAt, release } from './catalogue-fixture.ts'
import { breakdown, group, groupStats, stats } from './group-fixture.ts'

/** A group whose nodes, seen in the last 24 hours, run these versions. */
export const counted = (
  n: number,
  versions: Record<string, number>,
  { errors = 0, ...over }: Partial<Group> & { errors?: number } = {},
): GroupWithStats => ({
  group: group(n, over),
  numbers: groupStats(n, {
    instances_stats: statsOf(versions, errors),
    version_breakdown: breakdown(versions),
  }),
})

function statsOf(versions: Record<string, number>, error: number): Record<'1d' | '30d', InstanceStats> {
  const total = Object.values(versions).reduce((sum, nodes) => sum + nodes, 0)
  const all = stats({ complete: total - error, error })
  return { '1d': all, '30d': all }
}

export const uncounted = (n: number): GroupWithStats => ({ group: group(n), numbers: undefined })

const NOW = Date.parse('2026-03-04T12:00:00Z')

/** Promotes 2.0.0 from beta, whose nodes have all run it for two days, to stable; every gate passes. */
export function promotion(over: Partial<PromotionInput> = {}): PromotionInput {
  const [beta, stable] = [release(22, '2.0.0'), release(21, '1.0.0')]
  return {
    release: beta,
    target: channelAt(2, 'stable', stable),
    targetGroups: [counted(12, { '1.0.0': 50 })],
    source: {
      channel: channelAt(1, 'beta', beta),
      groups: [counted(11, { '2.0.0': 100 })],
      soak: { kind: 'reached', since: NOW - 2 * DAY_MS, atLeast: false },
    },
    brakes: [],
    floors: [],
    now: NOW,
    ...over,
  }
}
