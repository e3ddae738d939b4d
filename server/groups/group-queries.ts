import { type Kysely, type Selectable, sql } from 'kysely'
import type { Channel } from '#contract/channel.ts'
import type { Group } from '#contract/group.ts'
import { findChannels } from '#server/channels/channel-queries.ts'
import type { GroupTable, Schema } from '#server/database/schema.ts'
import { notFound } from '#server/http/http-error.ts'

/** The columns that Nebraska's API has; safe mode's brake has a path of its own. */
const COLUMNS = [
  'id',
  'application_id',
  'name',
  'description',
  'rollout_in_progress',
  'policy_updates_enabled',
  'policy_safe_mode',
  'policy_office_hours',
  'policy_timezone',
  'policy_period_interval',
  'policy_max_updates_per_period',
  'policy_update_timeout',
  'created_ts',
  'track',
  'channel_id',
] as const
type GroupRow = Pick<Selectable<GroupTable>, (typeof COLUMNS)[number]>

/** Throws an HTTP error 404 for an unknown id. */
export async function requireGroup(db: Kysely<Schema>, id: string): Promise<Group> {
  const [group] = await withChannels(db, await selectGroups(db).where('id', '=', id).execute())
  if (!group) throw notFound(`group with the id ${id}`)
  return group
}

export async function listGroups(
  db: Kysely<Schema>,
  applicationId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<Group[]> {
  const rows = await selectGroups(db)
    .where('application_id', '=', applicationId)
    .limit(limit)
    .offset(offset)
    .execute()
  return withChannels(db, rows)
}

/** Every group of the applications. `channels` are the channels of the same applications. */
export async function listGroupsOf(
  db: Kysely<Schema>,
  applicationIds: readonly string[],
  channels: readonly Channel[],
): Promise<Group[]> {
  if (applicationIds.length === 0) return []
  const rows = await selectGroups(db).where('application_id', 'in', applicationIds).execute()
  return toGroups(rows, channels)
}

export async function countGroups(db: Kysely<Schema>, applicationId: string): Promise<number> {
  const { count } = await db
    .selectFrom('groups')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('application_id', '=', applicationId)
    .executeTakeFirstOrThrow()
  return count
}

function selectGroups(db: Kysely<Schema>) {
  return db.selectFrom('groups').select(COLUMNS).orderBy('created_ts', 'desc').orderBy('seq', 'desc')
}

async function withChannels(db: Kysely<Schema>, rows: readonly GroupRow[]): Promise<Group[]> {
  const ids = rows.flatMap(({ channel_id }) => channel_id ?? [])
  return toGroups(rows, await findChannels(db, [...new Set(ids)]))
}

function toGroups(rows: readonly GroupRow[], channels: readonly Channel[]): Group[] {
  const byId = new Map(channels.map((channel) => [channel.id, channel]))
  return rows.map((row) => {
    const channel = byId.get(row.channel_id ?? '')
    return { ...row, created_ts: row.created_ts.toISOString(), ...(channel ? { channel } : {}) }
  })
}
