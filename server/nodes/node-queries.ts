import type { Kysely, Selectable } from 'kysely'
import { windowStart } from '#contract/duration.ts'
import type { Instance } from '#contract/instance.ts'
import type { InstanceTable, Schema } from '#server/database/schema.ts'
import { notFound } from '#server/http/http-error.ts'
import { NEVER } from './never.ts'

export const columns = ['id', 'ip', 'alias', 'oem', 'aleph_version', 'created_ts'] as const
type InstanceRow = Pick<Selectable<InstanceTable>, (typeof columns)[number]>

/**
 * A node with what it last told of the application; of none, where it wasn't seen with it in the last day.
 * Refuses an unknown one.
 */
export async function findNode(
  db: Kysely<Schema>,
  id: string,
  applicationId: string,
  now: Date,
): Promise<Instance> {
  const row = await db.selectFrom('instances').select(columns).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound(`node with the id ${id}`)
  const application = await db
    .selectFrom('instance_applications')
    .select(['instance_id', 'application_id', 'group_id', 'version', 'status', 'last_check_for_updates'])
    .select(['last_update_version', 'update_in_progress'])
    .where('instance_id', '=', id)
    .where('application_id', '=', applicationId)
    .where('last_check_for_updates', '>', windowStart('1d', now))
    .executeTakeFirst()
  if (!application) return toNode(row, SILENT)
  return toNode(row, {
    ...application,
    created_ts: NEVER,
    last_check_for_updates: application.last_check_for_updates.toISOString(),
    last_update_granted_ts: null,
  })
}

/** What a node is called; null for an unknown one. */
export async function findAlias(db: Kysely<Schema>, id: string) {
  const row = await db.selectFrom('instances').select(['id', 'alias']).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

export const SILENT: Instance['application'] = {
  application_id: '',
  group_id: null,
  version: '',
  created_ts: NEVER,
  status: null,
  last_check_for_updates: NEVER,
  last_update_granted_ts: null,
  last_update_version: null,
  update_in_progress: false,
}

/** An empty alias, OEM or aleph version is left out. */
export function toNode(row: InstanceRow, application: Instance['application']): Instance {
  const { id, ip, created_ts, alias, oem, aleph_version } = row
  return {
    id,
    ip,
    created_ts: created_ts.toISOString(),
    application,
    ...(alias && { alias }),
    ...(oem && { oem }),
    ...(aleph_version && { aleph_version }),
  }
}
