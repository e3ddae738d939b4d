import { type Kysely, sql } from 'kysely'
import type { ACTIVITY_CLASS, ACTIVITY_SEVERITY } from '#contract/activity.ts'
import type { Schema } from '#server/database/schema.ts'

/** An activity entry of a group, possibly of one of its nodes, or of a channel. */
export interface NewActivity {
  application_id: string
  group_id?: string
  channel_id?: string
  instance_id?: string
  class: (typeof ACTIVITY_CLASS)[keyof typeof ACTIVITY_CLASS]
  severity: (typeof ACTIVITY_SEVERITY)[keyof typeof ACTIVITY_SEVERITY]
  /** The version of the package that it concerns; empty for none. */
  version: string
}

export async function recordActivity(db: Kysely<Schema>, activity: NewActivity, now: Date): Promise<void> {
  await db
    .insertInto('activities')
    .values({ ...activity, created_ts: now })
    .execute()
}

/** Whether the group's activity of the last 24 hours has an entry with this class and version. */
export async function wasRecentlyRecorded(
  db: Kysely<Schema>,
  { group_id, class: activityClass, version }: Pick<NewActivity, 'class' | 'version'> & { group_id: string },
  now: Date,
): Promise<boolean> {
  const found = await db
    .selectFrom('activities')
    .select(sql`1`.as('found'))
    .where('group_id', '=', group_id)
    .where('class', '=', activityClass)
    .where('version', '=', version)
    .where('created_ts', '>', sql<Date>`${now}::timestamptz - interval '24 hours'`)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
