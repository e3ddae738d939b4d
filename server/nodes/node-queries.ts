import type { Kysely, Selectable } from 'kysely'
import { windowStart } from '#contract/duration.ts'
import type { Instance } from '#contract/instance.ts'
import type { InstanceTable, Schema } from '#server/database/schema.ts'
import { notFound } from '#server/http/http-error.ts'

export const INSTANCE_COLUMNS = ['id', 'ip', 'alias', 'oem', 'aleph_version', 'created_ts'] as const
type InstanceRow = Pick<Selectable<InstanceTable>, (typeof INSTANCE_COLUMNS)[number]>

export interface ApplicationRow {
  instance_id: string
  application_id: string
  group_id: string | null
  version: string
  status: number | null
  last_check_for_updates: Date
  last_update_version: string | null
  update_in_progress: boolean
  error_code?: string | null
}

/**
 * A node with its record of the application, or with `NO_APPLICATION` if it wasn't seen with it in the last 24 hours.
 * Throws an HTTP error 404 for an unknown node.
 */
export async function findNode(
  db: Kysely<Schema>,
  id: string,
  applicationId: string,
  now: Date,
): Promise<Instance> {
  const row = await db
    .selectFrom('instances')
    .select(INSTANCE_COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound(`node with the id ${id}`)
  const application = await db
    .selectFrom('instance_applications')
    .select(['instance_id', 'application_id', 'group_id', 'version', 'status', 'last_check_for_updates'])
    .select(['last_update_version', 'update_in_progress'])
    .where('instance_id', '=', id)
    .where('application_id', '=', applicationId)
    .where('last_check_for_updates', '>', windowStart('1d', now))
    .executeTakeFirst()
  return toNode(row, application ? toInstanceApplication(application) : NO_APPLICATION)
}

/** Null for an unknown node. */
export async function findAlias(db: Kysely<Schema>, id: string) {
  const row = await db.selectFrom('instances').select(['id', 'alias']).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

/** Go's zero time, which Nebraska sends for a time that it leaves out. */
const ZERO_TIME = '0001-01-01T00:00:00Z'

export const NO_APPLICATION: Instance['application'] = {
  application_id: '',
  group_id: null,
  version: '',
  created_ts: ZERO_TIME,
  status: null,
  last_check_for_updates: ZERO_TIME,
  last_update_granted_ts: null,
  last_update_version: null,
  update_in_progress: false,
}

/** Like Nebraska, leaves out the times of creation and of the last grant. */
export const toInstanceApplication = (row: ApplicationRow): Instance['application'] => ({
  ...row,
  created_ts: ZERO_TIME,
  last_check_for_updates: row.last_check_for_updates.toISOString(),
  last_update_granted_ts: null,
})

/** Leaves out an empty alias, OEM or aleph version. */
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
