import { SECOND_MS } from '#contract/time-units.ts'
import { CHECK_IN_INTERVAL_MS } from '#contract/check-in-interval.ts'
import type { UpdatePolicy } from '#contract/group.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'
import { group } from './group-fixture.ts'

/**
 * By default: a thousand nodes, none of them granted yet, a limit of 20 per 15 minutes, and updates of ten minutes.
 */
export const rolloutSnapshotFixture = (
  over: Partial<RolloutSnapshot> = {},
  policy: Partial<UpdatePolicy> = {},
): RolloutSnapshot => {
  const snapshot = {
    policy: group(1, policy),
    target: '2.0.0',
    nodes: 1000,
    done: 0,
    inProgress: 0,
    timedOut: 0,
    endedAtTarget: 1,
    failed: 0,
    silent: 0,
    grantedInLastPeriod: 0,
    completionsPerHour: [80, 80, 40],
    medianUpdateSeconds: 600,
    checkInIntervalSeconds: CHECK_IN_INTERVAL_MS / SECOND_MS,
    ...over,
  }
  const { nodes, done, inProgress, timedOut } = snapshot
  return { waiting: nodes - done - inProgress - timedOut, ...snapshot }
}
