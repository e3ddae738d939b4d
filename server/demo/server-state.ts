import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { ChannelPackage } from '#contract/update-rules/packages-to-install.ts'
import type { HistoryEntry, NodeRecord } from '#server/updates/update-record.ts'
import { DAY_MS } from '#contract/time-units.ts'
import { HISTORY_LENGTH_MS } from './demo-times.ts'
import type { NodePlan } from './fleet-plan.ts'
import type { GroupPlan, GroupPolicy } from './group-plan.ts'

/** A node as an update server knows it. */
export interface ServerNode {
  plan: NodePlan
  group: ServerGroup
  record: NodeRecord
  /** When it completed its update to its first version; null where it was installed with that. */
  earlierUpdate: Date | null
}

export interface ServerGroup {
  plan: GroupPlan
  policy: GroupPolicy
  target: ChannelPackage
  floors: readonly ChannelPackage[]
  rollout_in_progress: boolean
  brake: { brake_tripped_ts: Date; brake_updates_timed_out: number; brake_limit: number } | null
  nodes: ServerNode[]
  /** Of the last 24 hours, oldest first. */
  grants: { node: ServerNode; at: Date }[]
  inProgress: Set<ServerNode>
  /** When the activity last recorded the start of a version's rollout. */
  rolloutStarts: Map<string, Date>
}

export interface HistoryRow extends HistoryEntry {
  node: ServerNode
  created_ts: Date
}

export interface ActivityRow {
  group: ServerGroup
  node: ServerNode | null
  /** Whether the entry belongs to the group's channel instead of the group. */
  ofChannel: boolean
  class: number
  severity: number
  version: string
  created_ts: Date
}

export const channelPackage = (version: string): ChannelPackage => ({
  id: version,
  version,
  blacklisted: false,
})

/** The group when history begins. */
export function initialGroup(plan: GroupPlan): ServerGroup {
  const [{ policy } = { policy: undefined }] = plan.policies
  const [{ version } = { version: '' }] = plan.releases
  if (policy === undefined) throw new Error(`The plan of ${plan.key} lacks a policy.`)
  return {
    plan,
    policy,
    target: channelPackage(version),
    floors: plan.floors.map((floor) => channelPackage(floor.version)),
    rollout_in_progress: false,
    brake: null,
    nodes: [],
    grants: [],
    inProgress: new Set(),
    rolloutStarts: new Map(),
  }
}

/** The node when history begins, or when it joins; one that joined before has completed an earlier update. */
export function initialNode(plan: NodePlan, group: ServerGroup, start: number): ServerNode {
  const { joinedAt } = plan.machine
  const joinedBefore = joinedAt < -HISTORY_LENGTH_MS
  const joined = start + joinedAt
  const earlierUpdate = joinedBefore
    ? new Date(Math.max(joined, start - HISTORY_LENGTH_MS - 20 * DAY_MS))
    : null
  return {
    plan,
    group,
    earlierUpdate,
    record: {
      version: plan.firstVersion,
      status: joinedBefore ? INSTANCE_STATUS.complete : null,
      last_update_granted_ts: earlierUpdate,
      last_update_version: joinedBefore ? plan.firstVersion : null,
      update_in_progress: false,
      last_check_for_updates: new Date(joined),
    },
  }
}
