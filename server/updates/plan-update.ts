import type { Kysely } from 'kysely'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { Schema } from '#server/database/schema.ts'
import { decideUpdate, type UpdateDecision } from '#contract/update-rules/decide-update.ts'
import { decideWithinLimits, type LimitDecision } from '#contract/update-rules/decide-within-limits.ts'
import type { ChannelStep, RegisteredNodeState } from './node-state-queries.ts'
import type { PackagesToInstall } from '#contract/update-rules/required-floors.ts'
import { countUpdates } from './rollout-queries.ts'
import { type RecordChange, recordGrant, recordStatus } from './update-record.ts'

export type UpdateAnswer =
  | { kind: 'refuse'; reason: UpdateRefusal }
  | { kind: 'no-update' }
  | { kind: 'update'; packages: PackagesToInstall<ChannelStep> }

export type UpdateRefusal =
  | Extract<UpdateDecision<ChannelStep>, { kind: 'refuse' }>['reason']
  | Extract<LimitDecision, { kind: 'hold' }>['reason']
  /** What it asks for went away while it asked. */
  | 'no-group'

export interface UpdateAsker {
  /** What it says it runs, whatever its record says. */
  version: string
  isSyncer: boolean
  /** See `decideRegistration`. */
  isRecognised: boolean
}

/** The answer to a node, and what has to be written before it is given. */
export interface UpdatePlan {
  answer: UpdateAnswer
  change: RecordChange | null
  /** Safe mode's brake. */
  trips: { updates_timed_out: number; limit: number } | null
  /** The version that the group's rollout goes to with this grant. */
  starts: string | null
  missesPackage: boolean
}

const nothing = { change: null, trips: null, starts: null, missesPackage: false }

/** Reads what the decision takes and writes nothing. */
export async function planUpdate(
  db: Kysely<Schema>,
  state: RegisteredNodeState,
  asker: UpdateAsker,
  now: Date,
): Promise<UpdatePlan> {
  const { node, channel, group: policy } = state
  const { version, isSyncer, isRecognised } = asker
  const { status, last_update_version } = isRecognised ? node : { status: null, last_update_version: null }
  const check = { node: { version, status, last_update_version }, isSyncer, channel, policy }
  const decision = decideUpdate(check, now)
  switch (decision.kind) {
    case 'refuse':
      return { ...nothing, answer: decision, missesPackage: decision.reason === 'no-package' }
    case 'no-update':
      return { ...nothing, answer: decision }
    case 'complete':
      return {
        ...nothing,
        answer: { kind: 'no-update' },
        change: recordStatus(node, INSTANCE_STATUS.complete),
      }
    case 'offer':
      return { ...nothing, answer: { kind: 'update', packages: decision.packages } }
    case 'grant':
      return planGrant(node, asker, decision, now)
    case 'ask-limits':
      break
  }
  const counts = await countUpdates(db, state, now)
  const verdict = decideWithinLimits(policy, counts)
  if (verdict.kind === 'grant') return planGrant(node, asker, decision, now)
  const { reason, limit } = verdict
  const change = isRecognised ? recordStatus(node, INSTANCE_STATUS.onHold) : null
  const trips = reason === 'max-timed-out-updates' ? { updates_timed_out: counts.timed_out, limit } : null
  return { ...nothing, answer: { kind: 'refuse', reason }, change, trips }
}

function planGrant(
  node: RegisteredNodeState['node'],
  { isRecognised }: UpdateAsker,
  { packages, version }: { packages: PackagesToInstall<ChannelStep>; version: string },
  now: Date,
): UpdatePlan {
  if (!isRecognised) return { ...nothing, answer: { kind: 'no-update' } }
  const answer = { kind: 'update', packages } as const
  return { ...nothing, answer, change: recordGrant(node, version, now), starts: version }
}
