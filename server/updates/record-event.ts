import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { ACTIVITY_CLASS, ACTIVITY_SEVERITY } from '#contract/activity.ts'
import { recordActivity } from '#server/activity/record-activity.ts'
import type { Context } from '#server/context.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { applyEvent, type NodeEvent } from './apply-event.ts'
import { lockGroup, lockNode, type NodeAddress, type NodeState, readNodeState } from './node-state-queries.ts'
import { finishRollout } from './rollout-queries.ts'
import { writeRecordChange } from './update-record-queries.ts'

/**
 * Takes down what a node tells of its update, before the answer. Returns the state as it is then; null when its
 * group or application went away meanwhile.
 */
export async function recordEvent(
  context: Context,
  address: NodeAddress,
  state: NodeState,
  event: NodeEvent,
): Promise<NodeState | null> {
  const glance = outcomeOf(event, state, context.clock.now())
  if (glance.kind === 'ignored') return state
  const mayEndRollout = glance.consequence === 'completion'
  await inTransaction(context.db, async (trx) => {
    const { application_id, group } = state
    const key = { instance_id: address.instance_id, application_id }
    if (mayEndRollout) await lockGroup(trx, group.id)
    await lockNode(trx, key)
    const current = await readNodeState(trx, address)
    const now = context.clock.now()
    if (current?.group.id !== group.id) return
    const outcome = outcomeOf(event, current, now)
    if (outcome.kind === 'ignored') return
    await writeRecordChange(trx, key, outcome.change, now)
    const version = current.node?.last_update_version ?? ''
    if (outcome.consequence === 'completion') await finishRollout(trx, current, version, now)
    if (outcome.consequence === 'failure') {
      const failure = {
        class: ACTIVITY_CLASS.instanceUpdateFailed,
        severity: ACTIVITY_SEVERITY.error,
      } as const
      await recordActivity(trx, { ...failure, ...key, group_id: group.id, version }, now)
    }
  })
  return readNodeState(context.db, address)
}

const outcomeOf = (event: NodeEvent, { application_id, node }: NodeState, now: Date) =>
  applyEvent(event, node, { isFlatcar: application_id === FLATCAR_APPLICATION_ID }, now)
