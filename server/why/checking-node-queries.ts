import { type Kysely, sql } from 'kysely'
import type { Arch } from '#contract/arch.ts'
import type { Schema } from '#server/database/schema.ts'

/** A node as it last checked in, with what its group says of it. */
export interface CheckingNode {
  group_id: string | null
  version: string
  status: number | null
  last_check_for_updates: Date
  last_update_granted_ts: Date | null
  /** Null where its group is gone, or has no channel. */
  track: string | null
  arch: Arch | null
}

/** Null for a node that the server doesn't know with this application. */
export async function findCheckingNode(
  db: Kysely<Schema>,
  { instance_id, application_id }: { instance_id: string; application_id: string },
): Promise<CheckingNode | null> {
  const { rows } = await sql<CheckingNode>`
    select n.group_id, n.version, n.status, n.last_check_for_updates, n.last_update_granted_ts, g.track, c.arch
    from instance_applications n
    left join groups g on g.id = n.group_id
    left join channels c on c.id = g.channel_id
    where n.instance_id = ${instance_id} and n.application_id = ${application_id}`.execute(db)
  return rows[0] ?? null
}

/** When updates of the group were switched off, by safe mode or by an operator; null where they were not. */
export async function readSwitchedOff(
  db: Kysely<Schema>,
  groupId: string,
): Promise<{ brake_tripped_ts: Date | null; updates_disabled_ts: Date | null }> {
  const found = await db
    .selectFrom('groups')
    .select(['brake_tripped_ts', 'updates_disabled_ts'])
    .where('id', '=', groupId)
    .executeTakeFirst()
  return found ?? { brake_tripped_ts: null, updates_disabled_ts: null }
}
