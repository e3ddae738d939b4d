import type { Kysely } from 'kysely'
import { ACTIVITY_CLASS, ACTIVITY_SEVERITY } from '#contract/activity.ts'
import { recordActivity } from '#server/activity/record-activity.ts'
import type { Context } from '#server/context.ts'
import type { Schema } from '#server/database/schema.ts'
import { retryOnSerializationFailure } from '#server/concurrency/retry-on-serialization-failure.ts'
import { inTransaction } from '#server/database/transaction.ts'
import {
  lockGroup,
  lockNode,
  type NodeAddress,
  type NodeState,
  readNodeState,
  type RegisteredNodeState,
} from './node-state-queries.ts'
import { withKeyedMutex } from '#server/concurrency/keyed-mutex.ts'
import { planUpdate, type UpdateAnswer, type UpdateAsker, type UpdatePlan } from './plan-update.ts'
import { startRollout, tripBrake } from './rollout-queries.ts'
import { writeRecordChange } from './update-record-queries.ts'

/**
 * Answers a registered node that asks for an update. Looks without a lock first: most nodes are up to date or
 * have to wait, and keep nobody waiting. A grant is decided again while it keeps the rest of the group waiting, so
 * that a limit of 50 means 50, whoever else asks at the same moment and of whichever process.
 */
export async function grantUpdate(
  context: Context,
  address: NodeAddress,
  state: RegisteredNodeState,
  asker: UpdateAsker,
): Promise<UpdateAnswer> {
  return (
    (await answerWithoutLock(context, address, state, asker)) ??
    withKeyedMutex(
      context.db,
      state.group.id,
      async (hadToWait) =>
        // While it waited the others may have used up the limit: then it needs no lock any more.
        (hadToWait ? await answerWithoutLock(context, address, state, asker) : null) ??
        answerUnderLock(context, address, state, asker),
    )
  )
}

/** Null when the answer is a grant or trips a brake, or when another request of the node was faster. */
async function answerWithoutLock(
  { db, clock }: Context,
  address: NodeAddress,
  state: RegisteredNodeState,
  asker: UpdateAsker,
): Promise<UpdateAnswer | null> {
  const now = clock.now()
  const plan = await planUpdate(db, state, asker, now)
  if (plan.starts !== null || plan.trips) return null
  const isDone = await retryOnSerializationFailure(() => carryOut(db, address, state, plan, now))
  return isDone ? plan.answer : null
}

/** The application, the group or the node was deleted while it asked, or its track went to another group. */
const GONE: UpdateAnswer = { kind: 'refuse', reason: 'no-group' }

async function answerUnderLock(
  { db, clock }: Context,
  address: NodeAddress,
  { application_id, group }: NodeState,
  asker: UpdateAsker,
): Promise<UpdateAnswer> {
  return inTransaction(db, async (trx) => {
    await lockGroup(trx, group.id)
    await lockNode(trx, { instance_id: address.instance_id, application_id })
    const state = await readNodeState(trx, address)
    if (!state?.node || state.group.id !== group.id) return GONE
    const now = clock.now()
    const registered = { ...state, node: state.node }
    const plan = await planUpdate(trx, registered, asker, now)
    await carryOut(trx, address, registered, plan, now)
    return plan.answer
  })
}

/** False, with nothing written, when another request of the node was faster; it can't be under the node's lock. */
async function carryOut(
  db: Kysely<Schema>,
  { instance_id }: NodeAddress,
  { application_id, group, node }: RegisteredNodeState,
  { change, trips, starts, missesPackage }: UpdatePlan,
  now: Date,
): Promise<boolean> {
  const key = { instance_id, application_id }
  if (change && !(await writeRecordChange(db, key, node, change, now))) return false
  if (trips) await tripBrake(db, group.id, trips, now)
  if (starts !== null) await startRollout(db, { application_id, group }, starts, now)
  if (missesPackage) {
    const missing = { class: ACTIVITY_CLASS.packageNotFound, severity: ACTIVITY_SEVERITY.warning } as const
    await recordActivity(db, { ...missing, application_id, group_id: group.id, version: '0.0.0' }, now)
  }
  return true
}
