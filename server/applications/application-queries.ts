import { DAY_MS } from '#contract/time-units.ts'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { Application } from '#contract/application.ts'
import { listChannelsOf } from '#server/channels/channel-queries.ts'
import type { ApplicationTable, Schema } from '#server/database/schema.ts'
import { listGroupsOf } from '#server/groups/group-queries.ts'
import { isCountedMachine } from '#server/database/is-counted-machine.ts'
import { unknownApplication } from '#server/application-scope/find-application.ts'
import { nullIfEmpty } from '#server/http/null-if-empty.ts'

const COLUMNS = ['id', 'product_id', 'name', 'description', 'created_ts'] as const
type ApplicationRow = Pick<Selectable<ApplicationTable>, (typeof COLUMNS)[number]>

/** Throws an HTTP error for an unknown id. */
export async function requireApplication(db: Kysely<Schema>, id: string, now: Date): Promise<Application> {
  const rows = await db.selectFrom('applications').select(COLUMNS).where('id', '=', id).execute()
  const [application] = await withDetails(db, rows, now)
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
    .select(COLUMNS)
    .orderBy('created_ts', 'desc')
    .orderBy('seq', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return withDetails(db, rows, now)
}

export async function countApplications(db: Kysely<Schema>): Promise<number> {
  const { count } = await db
    .selectFrom('applications')
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Adds the groups, the channels and the number of nodes. */
async function withDetails(
  db: Kysely<Schema>,
  rows: readonly ApplicationRow[],
  now: Date,
): Promise<Application[]> {
  const ids = rows.map(({ id }) => id)
  const channels = await listChannelsOf(db, ids)
  const groups = await listGroupsOf(db, ids, channels)
  const instances = await countSeenNodes(db, ids, now)
  return rows.map((row) => ({
    ...row,
    created_ts: row.created_ts.toISOString(),
    groups: nullIfEmpty(groups.filter(({ application_id }) => application_id === row.id)),
    channels: nullIfEmpty(channels.filter(({ application_id }) => application_id === row.id)),
    instances: { count: instances.get(row.id) ?? 0 },
  }))
}

/**
 * The number of each application's nodes seen in the last 24 hours: the kept counts of its groups, minus the nodes that
 * have been silent since, plus the nodes without a group and those of a group that is being deleted.
 */
async function countSeenNodes(
  db: Kysely<Schema>,
  applicationIds: readonly string[],
  now: Date,
): Promise<Map<string, number>> {
  if (applicationIds.length === 0) return new Map()
  const since = new Date(now.getTime() - DAY_MS)
  const { rows } = await sql<{ id: string; count: number }>`
    select a.id, (
      (select coalesce(sum(kept.nodes), 0) from groups g join node_counts kept on kept.group_id = g.id
        where g.application_id = a.id and kept.counted)
      - (select count(*) from groups g join instance_applications n on n.group_id = g.id
        where g.application_id = a.id and n.last_check_for_updates <= ${since} and ${isCountedMachine('n.instance_id')})
      + (select count(*) from instance_applications n
        where n.group_id is null and n.application_id = a.id and n.last_check_for_updates > ${since}
          and ${isCountedMachine('n.instance_id')})
      + (select count(*) from all_groups d join instance_applications n on n.group_id = d.id
        where d.application_id = a.id and d.deleted_ts is not null and n.last_check_for_updates > ${since}
          and ${isCountedMachine('n.instance_id')})
    )::int as count
    from applications a where a.id in (${sql.join(applicationIds)})`.execute(db)
  return new Map(rows.map(({ id, count }) => [id, count]))
}
