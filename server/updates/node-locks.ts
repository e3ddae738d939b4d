import type { Transaction } from 'kysely'
import type { Schema } from '#server/database/schema.ts'

/**
 * Serializes grants of the group. Weaker than `for update`: inserting a node's history references its group and must
 * not wait.
 */
export async function lockGroup(trx: Transaction<Schema>, groupId: string): Promise<void> {
  await trx.selectFrom('groups').select('id').where('id', '=', groupId).forNoKeyUpdate().execute()
}

export interface NodeKey {
  instance_id: string
  application_id: string
}

/** Serializes requests of the same node. To take both locks, take the group's first. */
export async function lockNode(trx: Transaction<Schema>, node: NodeKey): Promise<void> {
  await trx
    .selectFrom('instance_applications')
    .select('instance_id')
    .where('instance_id', '=', node.instance_id)
    .where('application_id', '=', node.application_id)
    .forNoKeyUpdate()
    .execute()
}
