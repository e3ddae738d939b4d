import { ACTIVITY_CLASS, ACTIVITY_SEVERITY } from '#contract/activity.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { applyEvent, type ReportedEvent } from '#server/updates/apply-event.ts'
import { decideUpdate } from '#contract/update-rules/decide-update.ts'
import { decideWithinLimits } from '#contract/update-rules/decide-within-limits.ts'
import type { ChannelPackage } from '#contract/update-rules/packages-to-install.ts'
import { recordGrant, type RecordChange, recordStatus } from '#server/updates/update-record.ts'
import { countUpdates, isPastTimeout } from './count-updates.ts'
import { DAY_MS } from '#contract/time-units.ts'
import type { NodeRequest } from './node-request.ts'
import { type NodeResponse, UPDATE_IN_PROGRESS } from './node-response.ts'
import type { ActivityRow, HistoryRow, ServerGroup, ServerNode } from './server-state.ts'

/** An update server without a database: decides by the same rules and collects the rows it would have written. */
export class InMemoryServer {
  readonly history: HistoryRow[] = []
  readonly activities: ActivityRow[] = []
  readonly #isSeen: (node: ServerNode, now: Date) => boolean

  /**
   * `isSeen` returns whether a node would have checked in within the last 24 hours: in a simulation, nodes that are
   * up to date don't check in, so their last check says nothing.
   */
  constructor(isSeen: (node: ServerNode, now: Date) => boolean) {
    this.#isSeen = isSeen
  }

  respond(node: ServerNode, request: NodeRequest, now: Date): NodeResponse {
    const { event, version } = request
    if (event !== null) this.#applyEvent(node, { ...event, reported_version: version }, now)
    if (request.ping || request.check) {
      node.record = { ...node.record, version, last_check_for_updates: now }
    }
    return request.check ? this.#check(node, now) : { kind: 'no-update' }
  }

  setTarget(group: ServerGroup, target: ChannelPackage, now: Date): void {
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

  #applyEvent(node: ServerNode, event: ReportedEvent, now: Date): void {
    const application = { isFlatcar: node.group.plan.application === 'flatcar' }
    const outcome = applyEvent(event, node.record, application, now)
    if (outcome.kind !== 'changed') return
    this.#write(node, outcome.change, now)
    if (outcome.consequence === 'failure') this.#logFailure(node, now)
    if (outcome.consequence === 'completion') this.#finishRollout(node, now)
  }

  #check(node: ServerNode, now: Date): NodeResponse {
    const { group, record } = node
    const { policy, target, floors } = group
    const check = {
      node: { ...record, isTimedOut: isPastTimeout(record, policy, now) },
      isSyncer: false,
      policy,
    }
    const decision = decideUpdate({ ...check, channel: { target, floors } }, now)
    if (decision.kind === 'no-update') return { kind: 'no-update' }
    if (decision.kind === 'complete') {
      this.#write(node, recordStatus(record, INSTANCE_STATUS.complete), now)
      return { kind: 'no-update' }
    }
    if (decision.kind === 'offer') return { kind: 'update', version: decision.packages[0].version }
    if (decision.kind === 'refuse') {
      const reason = decision.reason === 'update-in-progress' ? UPDATE_IN_PROGRESS : decision.reason
      return { kind: 'error', reason }
    }
    if (decision.kind === 'check-limits') {
      const counts = countUpdates(group, (other) => this.#isSeen(other, now), now)
      const verdict = decideWithinLimits(policy, counts)
      if (verdict.kind === 'hold') {
        if (verdict.reason === 'max-timed-out-updates') tripBrake(group, counts.timed_out, verdict.limit, now)
        this.#write(node, recordStatus(record, INSTANCE_STATUS.onHold), now)
        return { kind: 'error', reason: verdict.reason }
      }
    }
    return this.#grant(node, decision.version, now)
  }

  #grant(node: ServerNode, version: string, now: Date): NodeResponse {
    const { group } = node
    this.#write(node, recordGrant(node.record, version, now), now)
    group.grants.push({ node, at: now })
    group.rollout_in_progress = true
    const lastStart = group.rolloutStarts.get(version)
    if (lastStart === undefined || now.getTime() - lastStart.getTime() > DAY_MS) {
      group.rolloutStarts.set(version, now)
      this.#logRollout(group, ACTIVITY_CLASS.rolloutStarted, ACTIVITY_SEVERITY.info, version, now)
    }
    return { kind: 'update', version }
  }

  #finishRollout({ group, record: { last_update_version } }: ServerNode, now: Date): void {
    const { version } = group.target
    const isDone = group.nodes.every(
      (node) =>
        (!node.record.update_in_progress &&
          node.record.last_update_version === version &&
          node.record.version === version) ||
        !this.#isSeen(node, now),
    )
    if (!isDone || last_update_version === null) return
    group.rollout_in_progress = false
    const { rolloutFinished } = ACTIVITY_CLASS
    this.#logRollout(group, rolloutFinished, ACTIVITY_SEVERITY.success, last_update_version, now)
  }

  #write(node: ServerNode, change: RecordChange | null, now: Date): void {
    if (change === null) return
    node.record = { ...node.record, ...change.record }
    if (change.record.update_in_progress) node.group.inProgress.add(node)
    else node.group.inProgress.delete(node)
    this.history.push({ ...change.history, node, created_ts: now })
  }

  #logRollout(group: ServerGroup, kind: number, severity: number, version: string, now: Date): void {
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

  #logFailure(node: ServerNode, now: Date): void {
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
  group: ServerGroup,
  brake_updates_timed_out: number,
  brake_limit: number,
  now: Date,
): void {
  group.policy = { ...group.policy, policy_updates_enabled: false }
  group.brake = { brake_tripped_ts: now, brake_updates_timed_out, brake_limit }
}
