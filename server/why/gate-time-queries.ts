import { type Kysely, sql } from 'kysely'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { LimitGate } from '#contract/update-rules/update-gates.ts'
import { MAX_NODES_BEFORE } from '#contract/why.ts'
import type { Schema } from '#server/database/schema.ts'
import {
  grantsInPeriod,
  isSeenAndListed,
  isSeenOrChecksIn,
  isSeenRecently,
} from '#server/updates/limit-queries.ts'
import type { NodeState } from '#server/updates/node-state.ts'

/** The time an interval, as PostgreSQL reads it, after another one. */
export async function addInterval(db: Kysely<Schema>, time: Date, interval: string): Promise<Date | null> {
  const { rows } = await sql<{
    sum: Date
  }>`select ${time}::timestamptz + ${interval}::interval as sum`.execute(db)
  return rows[0]?.sum ?? null
}

type LimitedGroup = Pick<NodeState['group'], 'id' | 'policy_period_interval' | 'policy_update_timeout'>

/** Since when as many updates as a limit allows are within what it counts now. Null for a limit of 0, which always holds. */
export async function limitReachedAt(
  db: Kysely<Schema>,
  group: LimitedGroup,
  { gate, limit, checksIn }: { gate: LimitGate; limit: number; checksIn: string },
  now: Date,
): Promise<Date | null> {
  if (limit < 1) return null
  const timeout = sql`${group.policy_update_timeout}::interval`
  const age = sql`${now}::timestamptz - n.last_update_granted_ts`
  const updates = sql`instance_applications n
    where n.granted_group_id = ${group.id} and n.update_in_progress and ${isSeenOrChecksIn(now, checksIn)}`
  const counted = {
    'max-updates-per-period': sql`select granted_ts as ts from ${grantsInPeriod(group, now, { checksIn })}`,
    'max-concurrent-updates': sql`select n.last_update_granted_ts as ts from ${updates} and ${age} <= ${timeout}`,
    'max-timed-out-updates': sql`
      select n.last_update_granted_ts + ${timeout} as ts from ${updates} and ${age} > ${timeout}`,
  }[gate]
  const { rows } = await sql<{ ts: Date }>`${counted} order by ts limit 1 offset ${limit - 1}`.execute(db)
  return rows[0]?.ts ?? null
}

/**
 * When enough of the updates in progress at a time have timed out for another one; they may end earlier.
 * @param surplus how many must end, 1 or more
 */
export async function firstTimeOut(
  db: Kysely<Schema>,
  { id, policy_update_timeout }: Pick<LimitedGroup, 'id' | 'policy_update_timeout'>,
  surplus: number,
  { now, at }: { now: Date; at: Date },
): Promise<Date | null> {
  const timeout = sql`${policy_update_timeout}::interval`
  const { rows } = await sql<{ ends_ts: Date }>`
    select n.last_update_granted_ts + ${timeout} as ends_ts from instance_applications n
    where n.granted_group_id = ${id} and n.update_in_progress and ${isSeenRecently(now)}
      and ${at}::timestamptz - n.last_update_granted_ts <= ${timeout}
    order by n.last_update_granted_ts
    limit 1 offset ${surplus - 1}`.execute(db)
  return rows[0]?.ends_ts ?? null
}

/** The group's other nodes on hold with one of the versions that checked in before a time, `MAX_NODES_BEFORE` at most. */
export async function countNodesBefore(
  db: Kysely<Schema>,
  groupId: string,
  { versions, checkedIn }: { versions: readonly string[]; checkedIn: Date },
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ nodes: number }>`
    select count(*)::int as nodes from (
      select from instance_applications n
      where n.group_id = ${groupId} and n.status = ${INSTANCE_STATUS.onHold} and n.version = any(${versions}::varchar[])
        and n.last_check_for_updates < ${checkedIn} and ${isSeenAndListed(now)}
      limit ${MAX_NODES_BEFORE}
    ) as waiting`.execute(db)
  return rows[0]?.nodes ?? 0
}
