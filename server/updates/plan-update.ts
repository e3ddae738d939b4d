import type { Kysely } from 'kysely'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { Schema } from '#server/database/schema.ts'
import { decideUpdate, isUpdating, type UpdateDecision } from '#contract/update-rules/decide-update.ts'
import { decideWithinLimits, type LimitDecision } from '#contract/update-rules/decide-within-limits.ts'
import type { ChannelStep, RegisteredNodeState } from './node-state.ts'
import type { PackagesToInstall } from '#contract/update-rules/packages-to-install.ts'
import { countUpdates, isPastTimeout } from './limit-queries.ts'
import { type RecordChange, recordGrant, recordStatus } from './update-record.ts'

export type UpdateOutcome =
  | { kind: 'refuse'; reason: RefusalReason }
  | { kind: 'no-update' }
  | { kind: 'update'; packages: PackagesToInstall<ChannelStep> }

export type RefusalReason =
  | Extract<UpdateDecision<ChannelStep>, { kind: 'refuse' }>['reason']
  | Extract<LimitDecision, { kind: 'hold' }>['reason']
  /** The group was deleted, or the node left it, during the request. */
  | 'no-group'

export interface UpdateRequest {
  /** The version that the node reports, which may differ from its record. */
  version: string
  isSyncer: boolean
  /** See `decideRegistration`. */
  isRecognised: boolean
}

/** The outcome of an update check, and what to write before it is sent to the node. */
export interface UpdatePlan {
  outcome: UpdateOutcome
  change: RecordChange | null
  /** Safe mode's brake when this check trips it. */
  brake: { updates_timed_out: number; limit: number } | null
  /** The version of a grant, whose rollout it may start. */
  granted: string | null
  isPackageMissing: boolean
}

const NO_WRITES = { change: null, brake: null, granted: null, isPackageMissing: false }

/** Reads what the decision depends on; writes nothing. */
export async function planUpdate(
  db: Kysely<Schema>,
  state: RegisteredNodeState,
  request: UpdateRequest,
  now: Date,
): Promise<UpdatePlan> {
  const { node, channel, group: policy } = state
  const { version, isSyncer, isRecognised } = request
  const { status, last_update_version } = isRecognised ? node : { status: null, last_update_version: null }
  const isTimedOut = isUpdating(status) && (await isPastTimeout(db, policy, node.last_update_granted_ts, now))
  const check = { node: { version, status, last_update_version, isTimedOut }, isSyncer, channel, policy }
  const decision = decideUpdate(check, now)
  switch (decision.kind) {
    case 'refuse':
      return { ...NO_WRITES, outcome: decision, isPackageMissing: decision.reason === 'no-package' }
    case 'no-update':
      return { ...NO_WRITES, outcome: decision }
    case 'complete':
      return {
        ...NO_WRITES,
        outcome: { kind: 'no-update' },
        change: recordStatus(node, INSTANCE_STATUS.complete),
      }
    case 'offer':
      return { ...NO_WRITES, outcome: { kind: 'update', packages: decision.packages } }
    case 'grant':
      return planGrant(node, request, decision, now)
    case 'check-limits':
      break
  }
  const counts = await countUpdates(db, state, now)
  const verdict = decideWithinLimits(policy, counts)
  if (verdict.kind === 'grant') return planGrant(node, request, decision, now)
  const { reason, limit } = verdict
  const change = isRecognised ? recordStatus(node, INSTANCE_STATUS.onHold) : null
  const brake = reason === 'max-timed-out-updates' ? { updates_timed_out: counts.timed_out, limit } : null
  return { ...NO_WRITES, outcome: { kind: 'refuse', reason }, change, brake }
}

function planGrant(
  node: RegisteredNodeState['node'],
  { isRecognised }: UpdateRequest,
  { packages, version }: { packages: PackagesToInstall<ChannelStep>; version: string },
  now: Date,
): UpdatePlan {
  if (!isRecognised) return { ...NO_WRITES, outcome: { kind: 'no-update' } }
  const outcome = { kind: 'update', packages } as const
  return { ...NO_WRITES, outcome, change: recordGrant(node, version, now), granted: version }
}
