import type { Kysely } from 'kysely'
import type { NodeApplication, NodeHistory, NodeRecord } from '#contract/node-record.ts'
import type { Schema } from '#server/database/schema.ts'
import { notFound } from '#server/http/http-error.ts'
import { isSharedId } from './identity-queries.ts'
import { INSTANCE_COLUMNS } from './node-queries.ts'

/** A node in all its applications. Throws an HTTP error 404 for an unknown one. */
export async function readNodeRecord(db: Kysely<Schema>, id: string): Promise<NodeRecord> {
  const machine = await db
    .selectFrom('instances')
    .select(INSTANCE_COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!machine) throw notFound(`node with the id ${id}`)
  return {
    ...machine,
    created_ts: machine.created_ts.toISOString(),
    is_shared: await isSharedId(db, id),
    applications: await readApplications(db, id),
  }
}

async function readApplications(db: Kysely<Schema>, id: string): Promise<NodeApplication[]> {
  const rows = await db
    .selectFrom('instance_applications')
    .select(['application_id', 'group_id', 'version', 'status', 'last_check_for_updates', 'created_ts'])
    .select(['recent_check_gaps', 'last_update_granted_ts', 'last_update_version', 'update_in_progress'])
    .where('instance_id', '=', id)
    .orderBy('last_check_for_updates', 'desc')
    .orderBy('application_id')
    .execute()
  return rows.map((row) => ({
    application_id: row.application_id,
    group_id: row.group_id,
    version: row.version,
    status: row.status,
    last_check_ts: row.last_check_for_updates.toISOString(),
    recent_check_gaps: row.recent_check_gaps,
    first_seen_ts: row.created_ts.toISOString(),
    granted_ts: row.last_update_granted_ts?.toISOString() ?? null,
    granted_version: row.last_update_version,
    update_in_progress: row.update_in_progress,
  }))
}

/** The newest entries of a node's history with an application. */
export async function readNodeHistory(
  db: Kysely<Schema>,
  { instance_id, application_id }: { instance_id: string; application_id: string },
  limit: number,
): Promise<NodeHistory> {
  const rows = await db
    .selectFrom('instance_status_history')
    .select(['status', 'version', 'created_ts', 'error_code', 'group_id'])
    .where('instance_id', '=', instance_id)
    .where('application_id', '=', application_id)
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return {
    entries: rows.slice(0, limit).map((row) => ({ ...row, created_ts: row.created_ts.toISOString() })),
    has_more: rows.length > limit,
  }
}
