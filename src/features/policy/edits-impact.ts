import type { Channel } from '#contract/channel.ts'
import type { GroupSettings } from '#contract/group-settings.ts'
import type { InstanceStats, StatusTimeline, VersionBreakdown } from '#contract/group-statistics.ts'
import { targetVersion } from '#contract/group.ts'
import type { PlatteStatus } from '#contract/platte-status.ts'
import type { Rollout } from '#contract/rollout.ts'
import { type PolicyImpact, policyImpact } from '#src/domain/impact/policy-impact.ts'
import { type PolicyWarning, policyWarnings } from '#src/domain/impact/policy-warnings.ts'
import { silentNodes } from '#src/domain/rollout/rollout-progress.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'
import { takeRolloutSnapshot } from '#src/domain/rollout/take-rollout-snapshot.ts'
import { targetShare } from '#src/domain/rollout/target-share.ts'

/** One side of an edit. */
interface EditSide {
  settings: GroupSettings
  channel: Channel | undefined
  /** The server's counts under these settings; null where it does not report them. */
  rollout: Rollout | null
}

interface EditsImpactInput {
  before: EditSide
  after: EditSide
  breakdown: VersionBreakdown
  lastDay: InstanceStats
  /** Undefined while it is loading. */
  last30Days: InstanceStats | undefined
  timeline: StatusTimeline | undefined
  brake: NonNullable<PlatteStatus['safe_mode_brakes']>[number] | undefined
  isDemo: boolean
  /** In ms. */
  now: number
}

export interface EditsImpact {
  before: PolicyImpact
  after: PolicyImpact
  warnings: PolicyWarning[]
  /** The version that nodes would get, null for none. */
  target: string | null
  /** Nodes not seen in the last 24 hours, which no other number includes. */
  silent: number
  /** When the forecast starts, in ms. */
  now: number
  /** The server does not report the counts, so they are estimated. */
  isEstimate: boolean
}

const NO_NODES = { nodes: 0, atTarget: 0 }

/** What a policy does before and after the edits. */
export function editsImpact(input: EditsImpactInput): EditsImpact {
  const { last30Days, lastDay, brake, now } = input
  const silent = last30Days ? silentNodes(lastDay, last30Days) : 0
  const before = snapshotOf(input.before, input, silent)
  const after = snapshotOf(input.after, input, silent)
  const impact = policyImpact(after, now)
  const tripped = brake
    ? { trippedAt: Date.parse(brake.tripped_ts), timedOut: brake.updates_timed_out, limit: brake.limit }
    : null
  return {
    before: policyImpact(before, now),
    after: impact,
    warnings: policyWarnings(
      { before: { policy: input.before.settings, target: before.target }, after, brake: tripped },
      now,
      impact,
    ),
    target: after.target,
    silent,
    now,
    isEstimate: input.after.rollout === null,
  }
}

const snapshotOf = (
  { settings, channel, rollout }: EditSide,
  { breakdown, lastDay, timeline, isDemo }: EditsImpactInput,
  silent: number,
): RolloutSnapshot =>
  takeRolloutSnapshot({
    group: { ...settings, channel },
    share: targetShare(breakdown, targetVersion({ channel })) ?? NO_NODES,
    lastDay,
    silent,
    rollout,
    timeline,
    isDemo,
  })
