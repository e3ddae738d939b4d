import { type Kysely, type Selectable, sql } from 'kysely'
import type { Application } from '#contract/application.ts'
import { channelsOf } from '#server/channels/channel-queries.ts'
import type { ApplicationTable, Schema } from '#server/database/schema.ts'
import { groupsOf } from '#server/groups/group-queries.ts'
import { isCounted } from '#server/instances/counted-instances.ts'
import { unknownApplication } from './find-application.ts'
import { nullIfEmpty } from '#server/http/null-if-empty.ts'

const columns = ['id', 'product_id', 'name', 'description', 'created_ts'] as const
type ApplicationRow = Pick<Selectable<ApplicationTable>, (typeof columns)[number]>

const DAY = 24 * 60 * 60 * 1000

/** Refuses an id that no application has. */
export async function requireApplication(db: Kysely<Schema>, id: string, now: Date): Promise<Application> {
  const rows = await db.selectFrom('applications').select(columns).where('id', '=', id).execute()
  const [application] = await withParts(db, rows, now)
  if (!application) throw unknownApplication(id)
  return application
}

export async function listApplications(
  db: Kysely<Schema>,
  { limit, offset }: { limit: number; offset: number },
  now: Date,
): Promise<Application[]> {
  const rows = await db
    .selectFrom('applications')
    .select(columns)
    .orderBy('created_ts', 'desc')
    .orderBy('seq', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return withParts(db, rows, now)
}

export async function countApplications(db: Kysely<Schema>): Promise<number> {
  const { count } = await db
    .selectFrom('applications')
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

async function withParts(
  db: Kysely<Schema>,
  rows: readonly ApplicationRow[],
  now: Date,
): Promise<Application[]> {
  const ids = rows.map(({ id }) => id)
  const channels = await channelsOf(db, ids)
  const groups = await groupsOf(db, ids, channels)
  const instances = await countInstances(db, ids, now)
  return rows.map((row) => ({
    ...row,
    created_ts: row.created_ts.toISOString(),
    groups: nullIfEmpty(groups.filter(({ application_id }) => application_id === row.id)),
    channels: nullIfEmpty(channels.filter(({ application_id }) => application_id === row.id)),
    instances: { count: instances.get(row.id) ?? 0 },
  }))
}

/** How many nodes of each application were seen in the last day. */
async function countInstances(
  db: Kysely<Schema>,
  applicationIds: readonly string[],
  now: Date,
): Promise<Map<string, number>> {
  if (applicationIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('instance_applications')
    .select(['application_id', sql<number>`count(*)::int`.as('count')])
    .where('application_id', 'in', applicationIds)
    .where('last_check_for_updates', '>', new Date(now.getTime() - DAY))
    .where(isCounted('instance_id'))
    .groupBy('application_id')
    .execute()
  return new Map(rows.map(({ application_id, count }) => [application_id, count]))
}
