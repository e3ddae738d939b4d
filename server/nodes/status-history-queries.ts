import type { Kysely } from 'kysely'
import type { StatusHistoryEntry } from '#contract/instance.ts'
import type { Schema } from '#server/database/schema.ts'
import { pageRows } from '#server/http/paging.ts'

const DEFAULT_LIMIT = 20

/** Newest first. No limit, or a limit of 0, means 20 entries. */
export async function listStatusHistory(
  db: Kysely<Schema>,
  node: { instance_id: string; application_id: string; group_id: string },
  limit = DEFAULT_LIMIT,
): Promise<StatusHistoryEntry[]> {
  const rows = await db
    .selectFrom('instance_status_history')
    .select(['status', 'version', 'created_ts', 'error_code'])
    .where('instance_id', '=', node.instance_id)
    .where('application_id', '=', node.application_id)
    .where('group_id', '=', node.group_id)
    .orderBy('created_ts', 'desc')
    .orderBy('id', 'desc')
    .limit(pageRows({ perpage: limit || DEFAULT_LIMIT }).limit)
    .execute()
  return rows.map((row) => ({ ...row, created_ts: row.created_ts.toISOString() }))
}
