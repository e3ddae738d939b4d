import { type Kysely, sql } from 'kysely'
import { windowStart } from '#contract/duration.ts'
import type { Schema } from '#server/database/schema.ts'
import { rolloutStart } from '#server/groups/rollout-start.ts'

export interface GroupProgress {
  application_id: string
  group_id: string
  paused_ts: Date | null
  last_completion_ts: Date | null
  rollout_started_ts: Date | null
}

/** Every group's progress. The last completion is the latest within 30 days of a node that is still in the group. */
export async function readGroupProgress(db: Kysely<Schema>, now: Date): Promise<GroupProgress[]> {
  const { rows } = await sql<GroupProgress>`
    select g.application_id, g.id as group_id,
      case when not g.policy_updates_enabled and g.brake_tripped_ts is null then g.updates_disabled_ts end as paused_ts,
      completed.created_ts as last_completion_ts, (${rolloutStart}) as rollout_started_ts
    from groups g
    left join channels c on c.id = g.channel_id
    left join packages p on p.id = c.package_id
    left join lateral (
      select max(n.completed_ts) as created_ts from instance_applications n
      where n.group_id = g.id and n.completed_ts > ${windowStart('30d', now)}
    ) as completed on true
    order by g.created_ts desc, g.seq desc`.execute(db)
  return rows
}
