import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { ACTIVITY_CLASS, ACTIVITY_SEVERITY } from '#contract/activity.ts'
import { recordActivity } from '#server/activity/record-activity.ts'
import type { Context } from '#server/context.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { applyEvent, type ReportedEvent } from './apply-event.ts'
import { withGroupMutex } from './group-mutex.ts'
import { lockNodeState } from './node-locks.ts'
import type { NodeAddress, NodeState } from './node-state.ts'
import { readNodeState } from './node-state-queries.ts'
import { finishRollout } from './rollout-state-queries.ts'
import { writeRecordChange } from './update-record-queries.ts'

/**
 * Records an event that a node reports. Returns the state after it; null when the group or application was deleted
 * during the request.
 */
export async function recordEvent(
  context: Context,
  address: NodeAddress,
  state: NodeState,
  event: ReportedEvent,
): Promise<NodeState | null> {
  const now = context.clock.now()
  const outcome = outcomeOf(event, state, now)
  if (outcome.kind === 'ignored' || state.node === null) return state
  const key = { instance_id: address.instance_id, application_id: state.application_id }
  const { change, consequence } = outcome
  const before = state.node
  const isWritten =
    consequence === 'none' &&
    (await writeRecordChange(context.db, { node: key, group_id: state.group.id, before, change, now }))
  if (!isWritten)
    await withGroupMutex(context.db, state.group.id, () => recordUnderLock(context, address, state, event))
  return readNodeState(context.db, address)
}

async function recordUnderLock(
  { db, clock }: Context,
  address: NodeAddress,
  before: NodeState,
  event: ReportedEvent,
): Promise<void> {
  const { application_id, group } = before
  const key = { instance_id: address.instance_id, application_id }
  await inTransaction(db, async (trx) => {
    const state = await lockNodeState(trx, address, before)
    if (state === null) return
    const now = clock.now()
    const outcome = outcomeOf(event, state, now)
    if (outcome.kind === 'ignored') return
    const written = { node: key, group_id: group.id, before: state.node, now }
    await writeRecordChange(trx, { ...written, change: outcome.change })
    const version = state.node.last_update_version ?? ''
    if (outcome.consequence === 'completion') await finishRollout(trx, state, version, now)
    if (outcome.consequence === 'failure') {
      const failure = {
        class: ACTIVITY_CLASS.instanceUpdateFailed,
        severity: ACTIVITY_SEVERITY.error,
      } as const
      await recordActivity(trx, { ...failure, ...key, group_id: group.id, version }, now)
    }
  })
}

const outcomeOf = (event: ReportedEvent, { application_id, node }: NodeState, now: Date) =>
  applyEvent(event, node, { isFlatcar: application_id === FLATCAR_APPLICATION_ID }, now)
