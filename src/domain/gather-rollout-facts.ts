import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { Rollout } from '#contract/rollout.ts'
import { nodesBelow } from '#contract/update-rules/grants-when-all-ask.ts'
import { NODE_ASKS_EVERY_S, type RolloutFacts, type UpdatePolicy } from './rollout-facts.ts'

/** The demo's nodes ask every minute, so that something can be seen. */
const DEMO_ASKS_EVERY_S = 60

export interface RolloutAnswers {
  policy: UpdatePolicy
  target: string | null
  /** Nodes of the last day. */
  breakdown: VersionBreakdown
  lastDay: InstanceStats
  silent: number
  /** Null where only a Nebraska answers: then the counts are estimates. */
  rollout: Rollout | null
  isDemo: boolean
}

/** What is known of a rollout, from what the servers answered. Without our server's counts they are estimated. */
export function gatherRolloutFacts(answers: RolloutAnswers): RolloutFacts {
  const { policy, target, breakdown, lastDay, silent, rollout, isDemo } = answers
  const { below, underWay } = nodesBelow(breakdown, lastDay, target)
  const nodes = breakdown.reduce((sum, { instances }) => sum + instances, 0)
  const done = target === null ? 0 : nodes - below
  const whole = rollout?.phases.find(
    ({ from_status, to_status }) =>
      from_status === INSTANCE_STATUS.updateGranted && to_status === INSTANCE_STATUS.complete,
  )
  return {
    policy,
    target,
    nodes,
    done,
    inProgress: rollout ? Math.min(below, rollout.counts.in_progress) : underWay,
    timedOut: rollout?.counts.timed_out ?? 0,
    endedAtTarget: rollout?.counts.ended_at_target ?? Math.min(1, done),
    failed: Math.min(below - underWay, lastDay.error),
    silent,
    grantedInLastPeriod: rollout?.counts.granted_in_last_period ?? null,
    completionsPerHour: rollout?.hours.map(({ completed }) => completed) ?? [],
    medianUpdateSeconds: whole?.median_seconds ?? null,
    askIntervalSeconds: isDemo ? DEMO_ASKS_EVERY_S : NODE_ASKS_EVERY_S,
  }
}
