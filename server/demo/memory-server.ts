import { DAY_MS } from '#contract/time-units.ts'
import { ACTIVITY_CLASS, ACTIVITY_SEVERITY } from '#contract/activity.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { intervalSeconds } from '#contract/interval.ts'
import { applyEvent, type EventRecipient } from '#server/updates/apply-event.ts'
import { decideUpdate } from '#contract/update-rules/decide-update.ts'
import { decideWithinLimits, type UpdateCounts } from '#contract/update-rules/decide-within-limits.ts'
import type { ChannelPackage } from '#contract/update-rules/required-floors.ts'
import {
  type HistoryEntry,
  recordGrant,
  type RecordChange,
  recordStatus,
} from '#server/updates/update-record.ts'
import type { NodePlan } from './fleet-plan.ts'
import type { GroupPlan, GroupPolicy } from './group-plans.ts'
import { type NodeAnswer, type NodeRequest, UPDATE_IN_PROGRESS } from './node-request.ts'

/** What an update server remembers of a node, kept in memory. */
export interface MemoryNode {
  plan: NodePlan
  group: MemoryGroup
  record: EventRecipient
}

export interface MemoryGroup {
  plan: GroupPlan
  policy: GroupPolicy
  target: ChannelPackage
  floors: readonly ChannelPackage[]
  rollout_in_progress: boolean
  brake: { brake_tripped_ts: Date; brake_updates_timed_out: number; brake_limit: number } | null
  nodes: MemoryNode[]
  /** Of the last day, oldest first. */
  grants: { node: MemoryNode; at: Date }[]
  inProgress: Set<MemoryNode>
  /** When the rollout of a version last got into the activity. */
  rolloutStarts: Map<string, Date>
}

export interface MemoryHistoryEntry extends HistoryEntry {
  node: MemoryNode
  created_ts: Date
}

export interface MemoryActivity {
  group: MemoryGroup
  node: MemoryNode | null
  /** Of the group's channel and not of the group itself. */
  ofChannel: boolean
  class: number
  severity: number
  version: string
  created_ts: Date
}

/** An update server without a database: the same rules, and the rows that it would have written. */
export class MemoryServer {
  readonly history: MemoryHistoryEntry[] = []
  readonly activities: MemoryActivity[] = []
  readonly #wasSeenInLastDay: (node: MemoryNode, now: Date) => boolean

  /** Nodes that are up to date don't ask in a simulation: it has to say which would have. */
  constructor(wasSeenInLastDay: (node: MemoryNode, now: Date) => boolean) {
    this.#wasSeenInLastDay = wasSeenInLastDay
  }

  answer(node: MemoryNode, request: NodeRequest, now: Date): NodeAnswer {
    if (request.event !== null) {
      const application = { isFlatcar: node.group.plan.application === 'flatcar' }
      const outcome = applyEvent(request.event, node.record, application, now)
      if (outcome.kind === 'changed') {
        this.#apply(node, outcome.change, now)
        if (outcome.consequence === 'failure') this.#noteFailure(node, now)
        if (outcome.consequence === 'completion') this.#finishRollout(node, now)
      }
    }
    if (request.ping || request.check) {
      node.record = { ...node.record, version: request.version, last_check_for_updates: now }
    }
    return request.check ? this.#check(node, now) : { kind: 'nothing' }
  }

  setTarget(group: MemoryGroup, target: ChannelPackage, now: Date): void {
    group.target = target
    this.activities.push({
      group,
      node: null,
      ofChannel: true,
      class: ACTIVITY_CLASS.channelPackageUpdated,
      severity: ACTIVITY_SEVERITY.info,
      version: target.version,
      created_ts: now,
    })
  }

  #check(node: MemoryNode, now: Date): NodeAnswer {
    const { group, record } = node
    const { policy, target, floors } = group
    const decision = decideUpdate({ node: record, isSyncer: false, channel: { target, floors }, policy }, now)
    if (decision.kind === 'no-update') return { kind: 'nothing' }
    if (decision.kind === 'complete') {
      this.#apply(node, recordStatus(record, INSTANCE_STATUS.complete), now)
      return { kind: 'nothing' }
    }
    if (decision.kind === 'offer') return { kind: 'update', version: decision.packages[0].version }
    if (decision.kind === 'refuse') {
      const reason = decision.reason === 'update-in-progress' ? UPDATE_IN_PROGRESS : decision.reason
      return { kind: 'refusal', reason }
    }
    if (decision.kind === 'ask-limits') {
      const counts = this.#count(group, now)
      const verdict = decideWithinLimits(policy, counts)
      if (verdict.kind === 'hold') {
        if (verdict.reason === 'max-timed-out-updates') tripBrake(group, counts.timed_out, verdict.limit, now)
        this.#apply(node, recordStatus(record, INSTANCE_STATUS.onHold), now)
        return { kind: 'refusal', reason: verdict.reason }
      }
    }
    return this.#grant(node, decision.version, now)
  }

  #grant(node: MemoryNode, version: string, now: Date): NodeAnswer {
    const { group } = node
    this.#apply(node, recordGrant(node.record, version, now), now)
    group.grants.push({ node, at: now })
    group.rollout_in_progress = true
    const lastStart = group.rolloutStarts.get(version)
    if (lastStart === undefined || now.getTime() - lastStart.getTime() > DAY_MS) {
      group.rolloutStarts.set(version, now)
      this.#noteRollout(group, ACTIVITY_CLASS.rolloutStarted, ACTIVITY_SEVERITY.info, version, now)
    }
    return { kind: 'update', version }
  }

  #count(group: MemoryGroup, now: Date): UpdateCounts {
    const since = (interval: string) => now.getTime() - (intervalSeconds(interval) ?? 0) * 1000
    const periodStart = since(group.policy.policy_period_interval)
    const timeoutStart = since(group.policy.policy_update_timeout)
    while ((group.grants[0]?.at.getTime() ?? Number.POSITIVE_INFINITY) < now.getTime() - DAY_MS)
      group.grants.shift()
    const counts = { ended_at_target: 0, granted_in_last_period: 0, in_progress: 0, timed_out: 0 }
    for (let i = group.grants.length - 1; i >= 0; i--) {
      const grant = group.grants[i]
      if (grant === undefined || grant.at.getTime() <= periodStart) break
      const isLatest = grant.node.record.last_update_granted_ts === grant.at
      if (isLatest && this.#wasSeenInLastDay(grant.node, now)) counts.granted_in_last_period++
    }
    for (const node of group.inProgress) {
      if (!this.#wasSeenInLastDay(node, now)) continue
      const grantedAt = node.record.last_update_granted_ts?.getTime() ?? 0
      counts[grantedAt >= timeoutStart ? 'in_progress' : 'timed_out']++
    }
    if (group.policy.policy_safe_mode) {
      counts.ended_at_target = group.nodes.filter(
        (node) =>
          node.record.last_update_version === group.target.version &&
          !node.record.update_in_progress &&
          this.#wasSeenInLastDay(node, now),
      ).length
    }
    return counts
  }

  #finishRollout({ group, record: { last_update_version } }: MemoryNode, now: Date): void {
    const { version } = group.target
    const isDone = group.nodes.every(
      (node) =>
        (!node.record.update_in_progress &&
          node.record.last_update_version === version &&
          node.record.version === version) ||
        !this.#wasSeenInLastDay(node, now),
    )
    if (!isDone || last_update_version === null) return
    group.rollout_in_progress = false
    const { rolloutFinished } = ACTIVITY_CLASS
    this.#noteRollout(group, rolloutFinished, ACTIVITY_SEVERITY.success, last_update_version, now)
  }

  #apply(node: MemoryNode, change: RecordChange | null, now: Date): void {
    if (change === null) return
    node.record = { ...node.record, ...change.record }
    if (change.record.update_in_progress) node.group.inProgress.add(node)
    else node.group.inProgress.delete(node)
    this.history.push({ ...change.history, node, created_ts: now })
  }

  #noteRollout(group: MemoryGroup, kind: number, severity: number, version: string, now: Date): void {
    this.activities.push({
      group,
      node: null,
      ofChannel: false,
      class: kind,
      severity,
      version,
      created_ts: now,
    })
  }

  #noteFailure(node: MemoryNode, now: Date): void {
    this.activities.push({
      group: node.group,
      node,
      ofChannel: false,
      class: ACTIVITY_CLASS.instanceUpdateFailed,
      severity: ACTIVITY_SEVERITY.error,
      version: node.record.last_update_version ?? '',
      created_ts: now,
    })
  }
}

function tripBrake(
  group: MemoryGroup,
  brake_updates_timed_out: number,
  brake_limit: number,
  now: Date,
): void {
  group.policy = { ...group.policy, policy_updates_enabled: false }
  group.brake = { brake_tripped_ts: now, brake_updates_timed_out, brake_limit }
}
