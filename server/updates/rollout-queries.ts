import { type Kysely, sql } from 'kysely'
import { ACTIVITY_CLASS, ACTIVITY_SEVERITY } from '#contract/activity.ts'
import { recordActivity, wasRecentlyRecorded } from '#server/activity/record-activity.ts'
import type { Schema } from '#server/database/schema.ts'
import type { UpdateCounts } from '#contract/update-rules/decide-within-limits.ts'
import type { NodeState } from './node-state-queries.ts'

/** Nodes count that were seen in the last day; ids in braces are those of machines that only pretend to be nodes. */
export const countsForLimits = (now: Date) => sql<boolean>`
  n.last_check_for_updates > ${now}::timestamptz - interval '1 day'
  and n.instance_id not like '{________-____-____-____-____________}'`

/** What the counts depend on. */
interface LimitedGroup {
  group: Pick<NodeState['group'], 'id' | 'policy_period_interval' | 'policy_update_timeout'>
  channel: { target: { version: string } | null }
}

/** What the group's limits are held against. Each count has an index of its own. */
export async function countUpdates(
  db: Kysely<Schema>,
  { group, channel }: LimitedGroup,
  now: Date,
): Promise<UpdateCounts> {
  const target = channel.target?.version ?? ''
  const period = sql`${group.policy_period_interval}::interval`
  const timeout = sql`${group.policy_update_timeout}::interval`
  const { rows } = await sql<UpdateCounts>`
    select
      (select count(*)::int from instance_applications n
        where n.group_id = ${group.id} and n.last_update_granted_ts > ${now}::timestamptz - ${period}
          and ${countsForLimits(now)}) as granted_in_last_period,
      updating.in_progress,
      updating.timed_out,
      (select count(*)::int from (
        select from instance_applications n
        where n.group_id = ${group.id} and not n.update_in_progress and n.last_update_version = ${target}
          and ${countsForLimits(now)}
        limit 1
      ) as ended) as ended_at_target
    from (
      select
        (count(*) filter (where ${now}::timestamptz - n.last_update_granted_ts <= ${timeout}))::int as in_progress,
        (count(*) filter (where ${now}::timestamptz - n.last_update_granted_ts > ${timeout}))::int as timed_out
      from instance_applications n
      where n.group_id = ${group.id} and n.update_in_progress and ${countsForLimits(now)}
    ) as updating`.execute(db)
  const [found] = rows
  if (!found) throw new Error('counting gave no row')
  return found
}

/** Safe mode switches the group's updates off, and notes that it was not an operator. */
export async function tripBrake(
  db: Kysely<Schema>,
  groupId: string,
  brake: { updates_timed_out: number; limit: number },
  now: Date,
): Promise<void> {
  await db
    .updateTable('groups')
    .set({
      policy_updates_enabled: false,
      brake_tripped_ts: now,
      brake_updates_timed_out: brake.updates_timed_out,
      brake_limit: brake.limit,
    })
    .where('id', '=', groupId)
    .execute()
}

/** After a grant of `version`; the caller holds the group's lock. */
export async function startRollout(
  db: Kysely<Schema>,
  { application_id, group }: Pick<NodeState, 'application_id' | 'group'>,
  version: string,
  now: Date,
): Promise<void> {
  const started = { application_id, group_id: group.id, class: ACTIVITY_CLASS.rolloutStarted, version }
  if (!(await wasRecentlyRecorded(db, started, now)))
    await recordActivity(db, { ...started, severity: ACTIVITY_SEVERITY.info }, now)
  if (!group.rollout_in_progress) await setRolloutInProgress(db, group.id, true)
}

/**
 * After a node completed its update to `version`: ends the group's rollout if every node was itself granted
 * the channel's target and runs it. The caller holds the group's lock, or two last nodes would wait for each other.
 */
export async function finishRollout(
  db: Kysely<Schema>,
  { application_id, group, channel }: Pick<NodeState, 'application_id' | 'group' | 'channel'>,
  version: string,
  now: Date,
): Promise<void> {
  const target = channel.target?.version ?? ''
  const { rows: laggards } = await sql`
    select from instance_applications n
    where n.group_id = ${group.id} and ${countsForLimits(now)}
      and (n.update_in_progress or n.last_update_version is distinct from ${target} or n.version <> ${target})
    limit 1`.execute(db)
  if (laggards.length > 0) return
  const { rolloutFinished } = ACTIVITY_CLASS
  const finished = { application_id, group_id: group.id, class: rolloutFinished, version }
  await recordActivity(db, { ...finished, severity: ACTIVITY_SEVERITY.success }, now)
  if (group.rollout_in_progress) await setRolloutInProgress(db, group.id, false)
}

async function setRolloutInProgress(db: Kysely<Schema>, groupId: string, rollout_in_progress: boolean) {
  await db.updateTable('groups').set({ rollout_in_progress }).where('id', '=', groupId).execute()
}
