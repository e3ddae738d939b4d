import { type Kysely, sql } from 'kysely'
import { ACTIVITY_CLASS, ACTIVITY_SEVERITY } from '#contract/activity.ts'
import { recordActivity, wasRecentlyRecorded } from '#server/activity/record-activity.ts'
import type { Schema } from '#server/database/schema.ts'
import { isSeenAndListed } from './limit-queries.ts'
import type { NodeState } from './node-state.ts'

/** Switches the group's updates off and records that safe mode did it, not an operator. */
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
 * After a node completed its update to `version`: ends the group's rollout if every node was granted the channel's
 * target and runs it. The caller holds the group's lock, without which the last two nodes could deadlock.
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
    where n.group_id = ${group.id} and ${isSeenAndListed(now)}
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
