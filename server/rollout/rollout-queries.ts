import { type Kysely, sql } from 'kysely'
import {
  decideWithinLimits,
  hasLimits,
  type RolloutPolicy,
} from '#contract/update-rules/decide-within-limits.ts'
import type { UpdateCounts } from '#contract/update-rules/decide-within-limits.ts'
import { windowStart } from '#contract/duration.ts'
import type { Schema } from '#server/database/schema.ts'
import { rolloutStart } from '#server/groups/rollout-start.ts'
import { isCountedForLimits } from '#server/updates/limit-queries.ts'

/** A group with what its channel points at, and what its updates are limited by. */
export interface RolloutGroup extends RolloutPolicy {
  id: string
  target: string | null
  started_ts: Date | null
  policy_period_interval: string
  policy_update_timeout: string
}

/**
 * Null where the application has no such group.
 * @param channel_id as if the group followed this channel of the application; its own where it is left out
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

/** When a node that is in the group still last completed an update, within 30 days. */
export async function lastCompletion(db: Kysely<Schema>, groupId: string, now: Date): Promise<Date | null> {
  const { rows } = await sql<{ completed_ts: Date | null }>`
    select max(n.completed_ts) as completed_ts from instance_applications n
    where n.group_id = ${groupId} and n.completed_ts > ${windowStart('30d', now)}`.execute(db)
  return rows[0]?.completed_ts ?? null
}

/**
 * When so many of the last period's grants are older than the period that one more fits in; null where it does now. A
 * node that is silent for a day meanwhile may let it fit earlier.
 */
export async function nextSlotInPeriod(
  db: Kysely<Schema>,
  group: RolloutGroup,
  counts: UpdateCounts,
  now: Date,
): Promise<Date | null> {
  if (!hasLimits(group)) return null
  const decision = decideWithinLimits(group, counts)
  if (decision.kind === 'grant' || decision.reason !== 'max-updates-per-period') return null
  const period = sql`${group.policy_period_interval}::interval`
  const { rows } = await sql<{ frees_ts: Date }>`
    select n.last_update_granted_ts + ${period} as frees_ts from instance_applications n
    where n.group_id = ${group.id} and n.last_update_granted_ts > ${now}::timestamptz - ${period}
      and ${isCountedForLimits(now)}
    order by n.last_update_granted_ts
    limit 1 offset ${counts.granted_in_last_period - decision.limit}`.execute(db)
  return rows[0]?.frees_ts ?? null
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

const entries = (status: number) =>
  sql`coalesce(sum(counted.entries) filter (where counted.status = ${sql.lit(status)}), 0)::int`

/** From the kept counts; every hour from the start or from 23 hours before this one, zeros included. */
export async function readHours(db: Kysely<Schema>, rollout: StartedRollout): Promise<HourCounts[]> {
  const { group, target, started, now } = rollout
  const { rows } = await sql<HourCounts>`
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
