import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'

export interface GroupName {
  group_id: string
  application: string
  group: string
  /** The version of its channel's package. */
  target: string | null
  is_stopped_by_safe_mode: boolean
  is_paused: boolean
}

/** What names each group in a metric, and whether it updates. */
export async function readGroupNames(db: Kysely<Schema>): Promise<Map<string, GroupName>> {
  const { rows } = await sql<GroupName>`
    select g.id as group_id, a.name as application, g.name as group, p.version as target,
      g.brake_tripped_ts is not null as is_stopped_by_safe_mode,
      not g.policy_updates_enabled and g.brake_tripped_ts is null as is_paused
    from groups g
    join applications a on a.id = g.application_id
    left join channels c on c.id = g.channel_id
    left join packages p on p.id = c.package_id`.execute(db)
  return new Map(rows.map((row) => [row.group_id, row]))
}
