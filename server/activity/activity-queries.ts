import { type Kysely, sql } from 'kysely'
import { ACTIVITY_CLASS, ACTIVITY_SEVERITY, type ActivityEntry } from '#contract/activity.ts'
import type { Schema } from '#server/database/schema.ts'
import { isCountedMachine } from '#server/database/is-counted-machine.ts'

/** Null means any. */
export interface ActivityFilter {
  /** Inclusive. */
  start: Date
  /** Exclusive. */
  end: Date
  application_id: string | null
  group_id: string | null
  channel_id: string | null
  instance_id: string | null
  version: string | null
  severity: number | null
}

/** Leaves out what a deleted group left, and machine ids of test tools except in a query for one node. */
function selectActivity(db: Kysely<Schema>, filter: ActivityFilter) {
  const { application_id, group_id, channel_id, instance_id, version, severity } = filter
  const known = Object.values<number>(ACTIVITY_SEVERITY)
  return db
    .selectFrom('activities')
    .where('activities.created_ts', '>=', filter.start)
    .where('activities.created_ts', '<', filter.end)
    .where(
      sql<boolean>`not exists (
        select from all_groups g where g.id = activities.group_id and g.deleted_ts is not null
      )`,
    )
    .where((eb) =>
      instance_id === null
        ? eb.or([eb('activities.instance_id', 'is', null), isCountedMachine('activities.instance_id')])
        : eb('activities.instance_id', '=', instance_id),
    )
    .$if(application_id !== null, (query) => query.where('activities.application_id', '=', application_id))
    .$if(group_id !== null, (query) => query.where('activities.group_id', '=', group_id))
    .$if(channel_id !== null, (query) => query.where('activities.channel_id', '=', channel_id))
    .$if(version !== null, (query) => query.where('activities.version', '=', version))
    .$if(severity !== null, (query) =>
      query.where(sql<boolean>`activities.severity = ${known.find((one) => one === severity) ?? null}`),
    )
}

export async function countActivity(db: Kysely<Schema>, filter: ActivityFilter): Promise<number> {
  const { count } = await selectActivity(db, filter)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The code of an entry's failed update, which was written in the same transaction. */
const errorCodeOfEntry = sql<string | null>`(
  select failed.error_code from instance_status_history failed
  where activities.class = ${sql.lit(ACTIVITY_CLASS.instanceUpdateFailed)} and failed.status = 3
    and failed.group_id = activities.group_id and failed.created_ts = activities.created_ts
    and failed.instance_id = activities.instance_id
  order by failed.id desc limit 1
)`

/** Newest first. @param withDetails adds alias, error code and the channel's arch */
export async function listActivity(
  db: Kysely<Schema>,
  filter: ActivityFilter,
  { limit, offset }: { limit: number; offset: number },
  withDetails: boolean,
): Promise<ActivityEntry[]> {
  const rows = await selectActivity(db, filter)
    .innerJoin('applications', 'applications.id', 'activities.application_id')
    .leftJoin('groups', 'groups.id', 'activities.group_id')
    .leftJoin('channels', 'channels.id', 'activities.channel_id')
    .select(['activities.id', 'activities.application_id as app_id', 'applications.name as application_name'])
    .select(['activities.group_id', 'groups.name as group_name', 'channels.name as channel_name'])
    .select(['activities.instance_id', 'activities.class', 'activities.severity', 'activities.version'])
    .select('activities.created_ts')
    .$if(withDetails, (query) =>
      query
        .leftJoin('instances', 'instances.id', 'activities.instance_id')
        .select(['instances.alias as instance_alias', errorCodeOfEntry.as('error_code')])
        .select('channels.arch as channel_arch'),
    )
    .orderBy('activities.created_ts', 'desc')
    .orderBy('activities.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map((row) => ({ ...row, created_ts: row.created_ts.toISOString() }))
}
