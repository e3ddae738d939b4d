import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import type { NodeKey } from './node-locks.ts'
import type { RecordChange, UpdateRecord } from './update-record.ts'

/**
 * Writes a node's new record and its history row in one statement. Writes neither and returns false when a concurrent
 * request of the node has changed the record that the change was decided from.
 */
export async function writeRecordChange(
  db: Kysely<Schema>,
  node: NodeKey,
  before: UpdateRecord,
  { record, history }: RecordChange,
  now: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .with('changed', (query) =>
      query
        .updateTable('instance_applications')
        .set({
          version: record.version,
          status: record.status,
          last_update_granted_ts: record.last_update_granted_ts,
          last_update_version: record.last_update_version,
          update_in_progress: record.update_in_progress,
        })
        .where('instance_id', '=', node.instance_id)
        .where('application_id', '=', node.application_id)
        .where('status', 'is not distinct from', before.status)
        .where('last_update_version', 'is not distinct from', before.last_update_version)
        .where('update_in_progress', '=', before.update_in_progress)
        .returning(['instance_id', 'application_id', 'group_id']),
    )
    .insertInto('instance_status_history')
    .columns(['instance_id', 'application_id', 'group_id', 'status', 'version', 'error_code', 'created_ts'])
    .expression((query) =>
      query
        .selectFrom('changed')
        .select(['instance_id', 'application_id', 'group_id'])
        .select([
          sql<number>`${history.status}::smallint`.as('status'),
          sql<string | null>`${history.version}::varchar`.as('version'),
          sql<string | null>`${history.error_code}::varchar`.as('error_code'),
          sql<Date>`${now}::timestamptz`.as('created_ts'),
        ]),
    )
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows > 0n
}
