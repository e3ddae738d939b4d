import { type Kysely, sql } from 'kysely'
import type { ACTIVITY_CLASS, ACTIVITY_SEVERITY } from '#contract/activity.ts'
import type { Schema } from '#server/database/schema.ts'

/** Something that happened to a group, and perhaps to one of its nodes, or to a channel. */
export interface Happening {
  application_id: string
  group_id?: string
  channel_id?: string
  instance_id?: string
  class: (typeof ACTIVITY_CLASS)[keyof typeof ACTIVITY_CLASS]
  severity: (typeof ACTIVITY_SEVERITY)[keyof typeof ACTIVITY_SEVERITY]
  /** Of the package it is about; empty where there is none. */
  version: string
}

export async function recordActivity(db: Kysely<Schema>, happening: Happening, now: Date): Promise<void> {
  await db
    .insertInto('activities')
    .values({ ...happening, created_ts: now })
    .execute()
}

/** Whether a group's activity of the last 24 hours has this class with this version. */
export async function wasRecentlyRecorded(
  db: Kysely<Schema>,
  { group_id, class: activityClass, version }: Pick<Happening, 'class' | 'version'> & { group_id: string },
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
