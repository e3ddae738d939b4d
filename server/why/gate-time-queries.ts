import { type Kysely, sql } from 'kysely'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { MAX_NODES_BEFORE } from '#contract/why.ts'
import type { Schema } from '#server/database/schema.ts'
import { isSeenAndListed, isSeenRecently } from '#server/updates/limit-queries.ts'

interface NodeKey {
  instance_id: string
  application_id: string
}

/** The time `times` intervals, as PostgreSQL reads them, after another one. */
export async function addInterval(
  db: Kysely<Schema>,
  time: Date,
  interval: string,
  times = 1,
): Promise<Date | null> {
  const { rows } = await sql<{ sum: Date }>`
    select ${time}::timestamptz + ${times}::float8 * ${interval}::interval as sum`.execute(db)
  return rows[0]?.sum ?? null
}

/** Since when a node is on hold; null where its history doesn't say. */
export async function onHoldSince(
  db: Kysely<Schema>,
  { instance_id, application_id }: NodeKey,
): Promise<Date | null> {
  const latest = await db
    .selectFrom('instance_status_history')
    .select(['status', 'created_ts'])
    .where('instance_id', '=', instance_id)
    .where('application_id', '=', application_id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return latest?.status === INSTANCE_STATUS.onHold ? latest.created_ts : null
}

/**
 * When enough updates in progress have timed out for another one; they may end earlier.
 * @param surplus how many must end, 1 or more
 */
export async function firstTimeOut(
  db: Kysely<Schema>,
  { id, policy_update_timeout }: { id: string; policy_update_timeout: string },
  surplus: number,
  now: Date,
): Promise<Date | null> {
  const timeout = sql`${policy_update_timeout}::interval`
  const { rows } = await sql<{ ends_ts: Date }>`
    select n.last_update_granted_ts + ${timeout} as ends_ts from instance_applications n
    where n.granted_group_id = ${id} and n.update_in_progress and ${isSeenRecently(now)}
      and ${now}::timestamptz - n.last_update_granted_ts <= ${timeout}
    order by n.last_update_granted_ts
    limit 1 offset ${surplus - 1}`.execute(db)
  return rows[0]?.ends_ts ?? null
}

/** The group's other nodes on hold that checked in before a time, `MAX_NODES_BEFORE` at most. */
export async function countNodesBefore(
  db: Kysely<Schema>,
  groupId: string,
  checkedIn: Date,
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ nodes: number }>`
    select count(*)::int as nodes from (
      select from instance_applications n
      where n.group_id = ${groupId} and n.status = ${INSTANCE_STATUS.onHold}
        and n.last_check_for_updates < ${checkedIn} and ${isSeenAndListed(now)}
      limit ${MAX_NODES_BEFORE}
    ) as waiting`.execute(db)
  return rows[0]?.nodes ?? 0
}
