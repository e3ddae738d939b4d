import { DAY_MS } from '#contract/time-units.ts'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { Application } from '#contract/application.ts'
import { channelsOf } from '#server/channels/channel-queries.ts'
import type { ApplicationTable, Schema } from '#server/database/schema.ts'
import { listGroupsOf } from '#server/groups/group-queries.ts'
import { isCountedMachine } from '#server/database/is-counted-machine.ts'
import { unknownApplication } from '#server/application-scope/find-application.ts'
import { nullIfEmpty } from '#server/http/null-if-empty.ts'

const columns = ['id', 'product_id', 'name', 'description', 'created_ts'] as const
type ApplicationRow = Pick<Selectable<ApplicationTable>, (typeof columns)[number]>

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
  const groups = await listGroupsOf(db, ids, channels)
  const instances = await countInstances(db, ids, now)
  return rows.map((row) => ({
    ...row,
    created_ts: row.created_ts.toISOString(),
    groups: nullIfEmpty(groups.filter(({ application_id }) => application_id === row.id)),
    channels: nullIfEmpty(channels.filter(({ application_id }) => application_id === row.id)),
    instances: { count: instances.get(row.id) ?? 0 },
  }))
}

/**
 * How many nodes of each application were seen in the last day: the kept counts of its groups without those that
 * were silent since, and those that have lost their group.
 */
async function countInstances(
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
    )::int as count
    from applications a where a.id in (${sql.join(applicationIds)})`.execute(db)
  return new Map(rows.map(({ id, count }) => [id, count]))
}
