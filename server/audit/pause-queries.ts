import { type Kysely, sql } from 'kysely'
import type { GroupPause } from '#contract/group-pause.ts'
import type { Schema } from '#server/database/schema.ts'

/**
 * The groups of one server (null: this one) whose latest switch of updates in the audit log is off. Edits that leave
 * the switch alone don't count, and neither do rejected writes and those that may have been such edits.
 */
export async function listGroupPauses(
  db: Kysely<Schema>,
  updateServer: string | null,
): Promise<GroupPause[]> {
  const { rows } = await sql<Omit<GroupPause, 'paused_ts'> & { created_ts: Date }>`
    select subject_id as group_id, created_ts, actor, reason
    from (
      select distinct on (subject_id) subject_id, created_ts, actor, reason,
        after->'policy_updates_enabled' as is_on
      from audit_log
      where subject = 'group' and subject_id is not null and outcome = 'done'
        and update_server is not distinct from ${updateServer}
        and (before is not null or action = 'create')
        and before->'policy_updates_enabled' is distinct from after->'policy_updates_enabled'
      order by subject_id, id desc
    ) as latest_switch
    where is_on = 'false'::jsonb
    order by created_ts desc`.execute(db)
  return rows.map(({ created_ts, ...pause }) => ({ ...pause, paused_ts: created_ts.toISOString() }))
}
