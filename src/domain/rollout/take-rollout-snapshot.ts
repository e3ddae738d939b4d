import { CHECK_IN_INTERVAL_MS, DEMO_CHECK_IN_INTERVAL_MS } from '#contract/check-in-interval.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import type { InstanceStats, StatusTimeline } from '#contract/group-statistics.ts'
import { type Group, targetVersion, type UpdatePolicy } from '#contract/group.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { Rollout } from '#contract/rollout.ts'
import { nodesInProgress, waitingNodes } from '#contract/update-rules/waiting-nodes.ts'
import type { RolloutSnapshot } from './rollout-snapshot.ts'
import { hoursOfTimeline, hoursOfRollout } from './rollout-pace.ts'
import type { TargetShare } from './target-share.ts'

interface SnapshotInput {
  group: UpdatePolicy & Pick<Group, 'channel'>
  share: TargetShare
  lastDay: InstanceStats
  silent: number
  /** Null where the server does not report it. That of another target shows the pace and how long updates take. */
  rollout: Rollout | null
  /** Of the last day; used only where `rollout` is null. */
  timeline: StatusTimeline | undefined
  isDemo: boolean
}

/** Takes what the server reports, and estimates the rest from the nodes' statuses. */
export function takeRolloutSnapshot({
  group,
  share,
  lastDay,
  silent,
  rollout,
  timeline,
  isDemo,
}: SnapshotInput): RolloutSnapshot {
  const target = targetVersion(group)
  const hours = rollout
    ? hoursOfRollout(rollout)
    : target === null
      ? []
      : hoursOfTimeline(timeline ?? {}, target)
  const { counts } = rollout ?? {}
  return {
    policy: group,
    target,
    nodes: share.nodes,
    done: share.atTarget,
    waiting: waitingNodes(share, lastDay),
    inProgress: counts?.in_progress ?? nodesInProgress(lastDay),
    timedOut: counts?.timed_out ?? 0,
    endedAtTarget: rollout && rollout.target === target ? rollout.counts.ended_at_target : share.atTarget,
    failed: Math.min(lastDay.error, share.nodes - share.atTarget),
    silent,
    grantedInLastPeriod: counts?.granted_in_last_period ?? null,
    completionsPerHour: hours.map(({ completed }) => completed),
    medianUpdateSeconds: rollout && medianUpdate(rollout),
    checkInIntervalSeconds: (isDemo ? DEMO_CHECK_IN_INTERVAL_MS : CHECK_IN_INTERVAL_MS) / SECOND_MS,
  }
}

function medianUpdate({ phases }: Rollout): number | null {
  const { updateGranted, complete } = INSTANCE_STATUS
  const whole = phases.find((phase) => phase.from_status === updateGranted && phase.to_status === complete)
  return whole?.median_seconds ?? null
}
