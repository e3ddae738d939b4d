import type { Transaction } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { readNodeState } from './node-state-queries.ts'
import type { NodeAddress, NodeState, RegisteredNodeState } from './node-state.ts'

/**
 * Locks the group and then the node's record, and reads the state again. Null when the application, group or node was
 * deleted during the request, or another group now has the track.
 */
export async function lockNodeState(
  trx: Transaction<Schema>,
  address: NodeAddress,
  { application_id, group }: NodeState,
): Promise<RegisteredNodeState | null> {
  await lockGroup(trx, group.id)
  await lockNode(trx, { instance_id: address.instance_id, application_id })
  const state = await readNodeState(trx, address)
  if (!state?.node || state.group.id !== group.id) return null
  return { ...state, node: state.node }
}

/**
 * Serializes grants of the group. Weaker than `for update`: inserting a node's history references its group and must
 * not wait.
 */
async function lockGroup(trx: Transaction<Schema>, groupId: string): Promise<void> {
  await trx.selectFrom('groups').select('id').where('id', '=', groupId).forNoKeyUpdate().execute()
}

export interface NodeKey {
  instance_id: string
  application_id: string
}

/** Serializes requests of the same node. */
async function lockNode(trx: Transaction<Schema>, node: NodeKey): Promise<void> {
  await trx
    .selectFrom('instance_applications')
    .select('instance_id')
    .where('instance_id', '=', node.instance_id)
    .where('application_id', '=', node.application_id)
    .forNoKeyUpdate()
    .execute()
}
