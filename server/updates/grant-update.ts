import type { Kysely } from 'kysely'
import { ACTIVITY_CLASS, ACTIVITY_SEVERITY } from '#contract/activity.ts'
import { recordActivity } from '#server/activity/record-activity.ts'
import type { Context } from '#server/context.ts'
import type { Schema } from '#server/database/schema.ts'
import { inTransaction } from '#server/database/transaction.ts'
import {
  lockGroup,
  lockNode,
  type NodeAddress,
  type NodeKey,
  type NodeState,
  readNodeState,
  type RegisteredNodeState,
} from './node-state-queries.ts'
import { planUpdate, type UpdateAnswer, type UpdateAsker, type UpdatePlan } from './plan-update.ts'
import { startRollout, tripBrake } from './rollout-queries.ts'
import { writeRecordChange } from './update-record-queries.ts'

/**
 * Answers a registered node that asks for an update. Looks without a lock first: most nodes are up to date or
 * have to wait, and nothing is written for them. What would be written is decided again under a lock, so that a
 * limit of 50 means 50, whoever else asks at the same moment and of whichever process.
 */
export async function grantUpdate(
  context: Context,
  address: NodeAddress,
  state: RegisteredNodeState,
  asker: UpdateAsker,
): Promise<UpdateAnswer> {
  const now = context.clock.now()
  const glance = await planUpdate(context.db, state, asker, now)
  const lock = lockFor(glance)
  if (lock === 'none') {
    await carryOut(context.db, keyOf(address, state), state, glance, now)
    return glance.answer
  }
  return (
    (await grantUnder(lock, context, address, state, asker)) ??
    (await grantUnder('group', context, address, state, asker)) ??
    GONE
  )
}

/** The application, the group or the node was deleted while it asked, or its track went to another group. */
const GONE: UpdateAnswer = { kind: 'refuse', reason: 'no-group' }

/** Whoever grants or trips a brake keeps the rest of the group waiting; whoever needs both locks takes that first. */
const lockFor = (plan: UpdatePlan): 'none' | 'node' | 'group' =>
  plan.starts !== null || plan.trips ? 'group' : plan.change ? 'node' : 'none'

const keyOf = ({ instance_id }: NodeAddress, { application_id }: NodeState): NodeKey => ({
  instance_id,
  application_id,
})

/** Null when it takes the group's lock by now. */
async function grantUnder(
  lock: 'node' | 'group',
  context: Context,
  address: NodeAddress,
  before: NodeState,
  asker: UpdateAsker,
): Promise<UpdateAnswer | null> {
  const key = keyOf(address, before)
  return inTransaction(context.db, async (trx) => {
    if (lock === 'group') await lockGroup(trx, before.group.id)
    await lockNode(trx, key)
    const state = await readNodeState(trx, address)
    if (!state?.node || state.group.id !== before.group.id) return GONE
    const now = context.clock.now()
    const plan = await planUpdate(trx, { ...state, node: state.node }, asker, now)
    if (lock === 'node' && lockFor(plan) === 'group') return null
    await carryOut(trx, key, state, plan, now)
    return plan.answer
  })
}

async function carryOut(
  db: Kysely<Schema>,
  key: NodeKey,
  { application_id, group }: NodeState,
  { change, trips, starts, missesPackage }: UpdatePlan,
  now: Date,
): Promise<void> {
  if (change) await writeRecordChange(db, key, change, now)
  if (trips) await tripBrake(db, group.id, trips, now)
  if (starts !== null) await startRollout(db, { application_id, group }, starts, now)
  if (missesPackage) {
    const missing = { class: ACTIVITY_CLASS.packageNotFound, severity: ACTIVITY_SEVERITY.warning } as const
    await recordActivity(db, { ...missing, application_id, group_id: group.id, version: '0.0.0' }, now)
  }
}
