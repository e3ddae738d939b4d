import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { rolloutStart } from '#server/groups/rollout-start.ts'

/** A group with what its channel points at, and what its updates are limited by. */
export interface RolloutGroup {
  id: string
  target: string | null
  started_ts: Date | null
  policy_period_interval: string
  policy_update_timeout: string
}

/** Null where the application has no such group. */
export async function findRolloutGroup(
  db: Kysely<Schema>,
  { application, group }: { application: string; group: string },
): Promise<RolloutGroup | null> {
  const { rows } = await sql<RolloutGroup>`
    select g.id, p.version as target, (${rolloutStart}) as started_ts,
      g.policy_period_interval, g.policy_update_timeout
    from groups g
    left join channels c on c.id = g.channel_id
    left join packages p on p.id = c.package_id
    where g.id = ${group} and g.application_id = ${application}`.execute(db)
  return rows[0] ?? null
}

/** A rollout that has started. */
export interface StartedRollout {
  group: RolloutGroup
  target: string
  started: Date
  now: Date
}

export interface CountedHour {
  from_ts: Date
  granted: number
  completed: number
  failed: number
}

const entries = (status: number) =>
  sql`coalesce(sum(counted.entries) filter (where counted.status = ${sql.lit(status)}), 0)::int`

/** From the kept counts; every hour from the start or from 23 hours before this one, zeros included. */
export async function readHours(db: Kysely<Schema>, rollout: StartedRollout): Promise<CountedHour[]> {
  const { group, target, started, now } = rollout
  const { rows } = await sql<CountedHour>`
    select hour as from_ts, ${entries(2)} as granted, ${entries(4)} as completed, ${entries(3)} as failed
    from generate_series(
      greatest(hour_of(${started}), hour_of(${now}) - interval '23 hours'), hour_of(${now}), interval '1 hour'
    ) as hours (hour)
    left join history_counts counted
      on counted.group_id = ${group.id} and counted.hourly and counted.bucket = hour
        and counted.version = ${target} and counted.status in (2, 3, 4)
    group by hour order by hour`.execute(db)
  return rows
}
