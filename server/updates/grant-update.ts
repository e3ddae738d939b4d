import type { Kysely } from 'kysely'
import { ACTIVITY_CLASS, ACTIVITY_SEVERITY } from '#contract/activity.ts'
import { recordActivity } from '#server/activity/record-activity.ts'
import type { Context } from '#server/context.ts'
import type { Schema } from '#server/database/schema.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { lockNodeState } from './node-locks.ts'
import type { NodeAddress, NodeState, RegisteredNodeState } from './node-state.ts'
import { withGroupMutex } from './group-mutex.ts'
import { planUpdate, type UpdateOutcome, type UpdatePlan, type UpdateRequest } from './plan-update.ts'
import { startRollout, tripBrake } from './rollout-state-queries.ts'
import { writeRecordChange } from './update-record-queries.ts'

/**
 * The outcome of a registered node's update check. Decides without a lock first, since most nodes are up to date or
 * held and need none. A grant is decided again under the group's lock, so that limits hold exactly, however many nodes
 * check at once and however many processes serve them.
 */
export async function grantUpdate(
  context: Context,
  address: NodeAddress,
  state: RegisteredNodeState,
  request: UpdateRequest,
): Promise<UpdateOutcome> {
  return (
    (await decideWithoutLock(context, address, state, request)) ??
    withGroupMutex(
      context.db,
      state.group.id,
      async (hadToWait) =>
        // Nodes before it may have used up the limit in the meantime, and a hold needs no lock.
        (hadToWait ? await decideWithoutLock(context, address, state, request) : null) ??
        decideUnderLock(context, address, state, request),
    )
  )
}

/** Null when the outcome is a grant or trips the brake, or when a concurrent request of the node changed its record. */
async function decideWithoutLock(
  { db, clock }: Context,
  address: NodeAddress,
  state: RegisteredNodeState,
  request: UpdateRequest,
): Promise<UpdateOutcome | null> {
  const now = clock.now()
  const plan = await planUpdate(db, state, request, now)
  if (plan.granted !== null || plan.brake) return null
  const isWritten = await writePlan(db, address, state, plan, now)
  return isWritten ? plan.outcome : null
}

/** The application, group or node was deleted during the request, or another group now has its track. */
const NO_GROUP: UpdateOutcome = { kind: 'refuse', reason: 'no-group' }

async function decideUnderLock(
  { db, clock }: Context,
  address: NodeAddress,
  before: NodeState,
  request: UpdateRequest,
): Promise<UpdateOutcome> {
  return inTransaction(db, async (trx) => {
    const state = await lockNodeState(trx, address, before)
    if (state === null) return NO_GROUP
    const now = clock.now()
    const plan = await planUpdate(trx, state, request, now)
    await writePlan(trx, address, state, plan, now)
    return plan.outcome
  })
}

/**
 * Returns false and writes nothing when a concurrent request of the node changed its record, which can't happen under
 * the node's lock.
 */
async function writePlan(
  db: Kysely<Schema>,
  { instance_id }: NodeAddress,
  { application_id, group, node }: RegisteredNodeState,
  { change, brake, granted, isPackageMissing }: UpdatePlan,
  now: Date,
): Promise<boolean> {
  const written = { node: { instance_id, application_id }, group_id: group.id, before: node, now }
  if (change && !(await writeRecordChange(db, { ...written, change }))) return false
  if (brake) await tripBrake(db, group.id, brake, now)
  if (granted !== null) await startRollout(db, { application_id, group }, granted, now)
  if (isPackageMissing) {
    const missing = { class: ACTIVITY_CLASS.packageNotFound, severity: ACTIVITY_SEVERITY.warning } as const
    await recordActivity(db, { ...missing, application_id, group_id: group.id, version: '0.0.0' }, now)
  }
  return true
}
