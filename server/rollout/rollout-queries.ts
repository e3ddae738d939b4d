import { type Kysely, sql } from 'kysely'
import type { RolloutPolicy } from '#contract/update-rules/decide-within-limits.ts'
import { windowStart } from '#contract/duration.ts'
import type { Schema } from '#server/database/schema.ts'
import { rolloutStart } from '#server/groups/rollout-start.ts'

/** A group with its target and its limits. */
export interface RolloutGroup extends RolloutPolicy {
  id: string
  target: string | null
  started_ts: Date | null
  policy_period_interval: string
  policy_update_timeout: string
}

/**
 * Null when the application has no such group.
 * @param channel_id a channel of the application to use instead of the group's own
 */
export async function findRolloutGroup(
  db: Kysely<Schema>,
  {
    application,
    group,
    channel_id = null,
  }: { application: string; group: string; channel_id?: string | null },
): Promise<RolloutGroup | null> {
  const { rows } = await sql<RolloutGroup>`
    select g.id, p.version as target, (${rolloutStart}) as started_ts,
      g.policy_updates_enabled, g.policy_safe_mode, g.policy_office_hours, g.policy_timezone,
      g.policy_max_updates_per_period, g.policy_period_interval, g.policy_update_timeout
    from groups g
    left join channels c on c.id = coalesce(${channel_id}, g.channel_id) and c.application_id = g.application_id
    left join packages p on p.id = c.package_id
    where g.id = ${group} and g.application_id = ${application}`.execute(db)
  return rows[0] ?? null
}

/** The latest completion within 30 days of a node that is still in the group. */
export async function lastCompletion(db: Kysely<Schema>, groupId: string, now: Date): Promise<Date | null> {
  const { rows } = await sql<{ completed_ts: Date | null }>`
    select max(n.completed_ts) as completed_ts from instance_applications n
    where n.group_id = ${groupId} and n.completed_ts > ${windowStart('30d', now)}`.execute(db)
  return rows[0]?.completed_ts ?? null
}

/** A rollout that has started. */
export interface StartedRollout {
  group: RolloutGroup
  target: string
  started: Date
  now: Date
}

export interface HourCounts {
  from_ts: Date
  granted: number
  completed: number
  failed: number
}

const entriesOf = (status: number) =>
  sql`coalesce(sum(counted.entries) filter (where counted.status = ${sql.lit(status)}), 0)::int`

/** Every hour since the start, 24 at most, including hours without entries; from the kept counts. */
export async function readHours(db: Kysely<Schema>, rollout: StartedRollout): Promise<HourCounts[]> {
  const { group, target, started, now } = rollout
  const { rows } = await sql<HourCounts>`
    select hour as from_ts, ${entriesOf(2)} as granted, ${entriesOf(4)} as completed, ${entriesOf(3)} as failed
    from generate_series(
      greatest(hour_of(${started}), hour_of(${now}) - interval '23 hours'), hour_of(${now}), interval '1 hour'
    ) as hours (hour)
    left join history_counts counted
      on counted.group_id = ${group.id} and counted.hourly and counted.bucket = hour
        and counted.version = ${target} and counted.status in (2, 3, 4)
    group by hour order by hour`.execute(db)
  return rows
}
