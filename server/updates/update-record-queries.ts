import { type Kysely, sql } from 'kysely'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { coalesce } from '#server/concurrency/coalesce.ts'
import { retryOnSerializationFailure } from '#server/concurrency/retry-on-serialization-failure.ts'
import type { Schema } from '#server/database/schema.ts'
import type { NodeKey } from './node-locks.ts'
import type { RecordChange, UpdateRecord } from './update-record.ts'

export interface RecordWrite {
  node: NodeKey
  /** The group that decided the change, and made the grant if the change is one. */
  group_id: string
  /** The record that the change was decided from. */
  before: UpdateRecord
  change: RecordChange
  now: Date
}

/**
 * Writes a node's new record and its history row in one statement. Writes neither and returns false when a concurrent
 * request of the node has changed or locked the record. Outside a transaction, concurrent changes of a group share a
 * statement and so a connection: what others have locked in the group holds up no other group.
 */
export async function writeRecordChange(db: Kysely<Schema>, write: RecordWrite): Promise<boolean> {
  if (!db.isTransaction) return writeCoalesced(db, write)
  const [isWritten = false] = await writeRecordChanges(db, [write])
  return isWritten
}

const writeCoalesced = coalesce(
  (db: Kysely<Schema>, writes: readonly RecordWrite[]) =>
    retryOnSerializationFailure(() => writeRecordChanges(db, writes)),
  ({ group_id }) => group_id,
)

async function writeRecordChanges(db: Kysely<Schema>, writes: readonly RecordWrite[]): Promise<boolean[]> {
  // Of two changes to one record, the second was decided from what the first replaces.
  const firsts = [...new Map(writes.toReversed().map((write) => [keyOf(write.node), write])).values()]
  const column = <Value>(valueOf: (write: RecordWrite) => Value) => firsts.map(valueOf)
  const { rows } = await sql<NodeKey>`
    with changes as materialized (
      select * from unnest(
        ${column(({ node }) => node.instance_id)}::text[], ${column(({ node }) => node.application_id)}::uuid[],
        ${column(({ before }) => before.status)}::smallint[], ${column(({ before }) => before.last_update_version)}::text[],
        ${column(({ before }) => before.update_in_progress)}::boolean[],
        ${column(({ change }) => change.record.version)}::text[], ${column(({ change }) => change.record.status)}::smallint[],
        ${column(({ change }) => change.record.last_update_granted_ts)}::timestamptz[],
        ${column(({ change }) => change.record.last_update_version)}::text[],
        ${column(({ change }) => change.record.update_in_progress)}::boolean[],
        ${column((write) => (isGrant(write) ? write.group_id : null))}::uuid[],
        ${column(({ change }) => change.history.status)}::smallint[], ${column(({ change }) => change.history.version)}::text[],
        ${column(({ change }) => change.history.error_code)}::text[], ${column(({ now }) => now)}::timestamptz[]
      ) as c (
        instance_id, application_id, old_status, old_update_version, old_in_progress, version, status, granted_ts,
        update_version, in_progress, granted_group_id, history_status, history_version, error_code, at
      )
    ),
    free as materialized (
      select n.instance_id, n.application_id from changes c
      join instance_applications n
        on n.instance_id = c.instance_id and n.application_id is not distinct from c.application_id
      order by n.instance_id, n.application_id
      for no key update of n skip locked
    ),
    changed as (
      update instance_applications n set
        version = c.version, version_since = case when n.version = c.version then n.version_since else c.at end,
        status = c.status, last_update_granted_ts = c.granted_ts,
        last_update_version = c.update_version, update_in_progress = c.in_progress,
        granted_group_id = coalesce(c.granted_group_id, n.granted_group_id)
      from free f join changes c on c.instance_id = f.instance_id and c.application_id = f.application_id
      where n.instance_id = f.instance_id and n.application_id is not distinct from f.application_id
        and n.status is not distinct from c.old_status
        and n.last_update_version is not distinct from c.old_update_version
        and n.update_in_progress = c.old_in_progress
      returning n.instance_id, n.application_id, n.group_id, c.history_status, c.history_version, c.error_code, c.at
    )
    insert into instance_status_history
      (instance_id, application_id, group_id, status, version, error_code, created_ts)
    select * from changed order by instance_id, application_id
    returning instance_id, application_id`.execute(db)
  const written = new Set(rows.map(keyOf))
  const first = new Set(firsts)
  return writes.map((write) => first.has(write) && written.has(keyOf(write.node)))
}

const keyOf = ({ instance_id, application_id }: NodeKey) => JSON.stringify([instance_id, application_id])

const isGrant = ({ change }: RecordWrite) => change.history.status === INSTANCE_STATUS.updateGranted
