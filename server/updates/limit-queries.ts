import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { windowStart } from '#contract/duration.ts'
import type { UpdateCounts } from '#contract/update-rules/decide-within-limits.ts'
import type { NodeState } from './node-state.ts'

/**
 * Nodes seen in the last 24 hours. A limit counts those too whose ids are in braces, which lists and counts leave out: a
 * node could otherwise pass every limit by its id.
 */
export const isSeenRecently = (now: Date) => sql<boolean>`
  n.last_check_for_updates > ${windowStart('1d', now)}`

/** A check-in that has not happened. */
export interface AssumedCheckIn {
  /** The id of the node that checks in: its own grants count, however long it was silent. */
  checksIn?: string
  /** When it does, if not now: nothing else happens until then, and no node falls silent. */
  at?: Date
}

/** Also the node that is about to check in, since it is seen once it does. */
export const isSeenOrChecksIn = (now: Date, checksIn: string | undefined) =>
  checksIn === undefined
    ? isSeenRecently(now)
    : sql<boolean>`(${isSeenRecently(now)} or n.instance_id = ${checksIn})`

/** Nodes seen in the last 24 hours, without the ids in braces that test tools use (docs/protocol.md, “Counts”). */
export const isSeenAndListed = (now: Date) => sql<boolean>`
  ${isSeenRecently(now)} and n.instance_id not like '{________-____-____-____-____________}'`

/** Whether a grant is older than the group's update timeout, which PostgreSQL alone can read. */
export async function isPastTimeout(
  db: Kysely<Schema>,
  { policy_update_timeout }: Pick<NodeState['group'], 'policy_update_timeout'>,
  granted: Date | null,
  now: Date,
): Promise<boolean> {
  if (granted === null) return false
  const { rows } = await sql<{ isPast: boolean }>`
    select ${now}::timestamptz - ${granted}::timestamptz > ${policy_update_timeout}::interval as "isPast"`.execute(
    db,
  )
  return rows[0]?.isPast ?? false
}

/** A subquery of the group's grants in the last period, with their times, of nodes seen in the last 24 hours. */
export function grantsInPeriod(
  { id, policy_period_interval }: Pick<NodeState['group'], 'id' | 'policy_period_interval'>,
  now: Date,
  { checksIn, at = now }: AssumedCheckIn = {},
): RawBuilder<unknown> {
  const periodStart = sql`${at}::timestamptz - ${policy_period_interval}::interval`
  return sql`(
    select n.last_update_granted_ts as granted_ts from instance_applications n
    where n.granted_group_id = ${id} and n.last_update_granted_ts > ${periodStart} and ${isSeenOrChecksIn(now, checksIn)}
    union all
    select e.granted_ts from earlier_grants e
    join instance_applications n on n.instance_id = e.instance_id and n.application_id = e.application_id
    where e.group_id = ${id} and e.granted_ts > ${periodStart} and ${isSeenOrChecksIn(now, checksIn)}
  ) as grants`
}

/** The parts of a group that its counts depend on. */
interface LimitedGroup {
  group: Pick<NodeState['group'], 'id' | 'policy_period_interval' | 'policy_update_timeout'>
  channel: { target: { version: string } | null }
}

/**
 * The counts that the group's limits apply to. A grant counts in the group that made it, also once the node checks in with
 * another one or has been granted an update there. Each count has an index of its own.
 */
export async function countUpdates(
  db: Kysely<Schema>,
  { group, channel }: LimitedGroup,
  now: Date,
  assumed: AssumedCheckIn = {},
): Promise<UpdateCounts> {
  const { checksIn, at = now } = assumed
  const target = channel.target?.version ?? ''
  const timeout = sql`${group.policy_update_timeout}::interval`
  const { rows } = await sql<UpdateCounts>`
    select
      (select count(*)::int from ${grantsInPeriod(group, now, assumed)}) as granted_in_last_period,
      updating.in_progress,
      updating.timed_out,
      (select count(*)::int from (
        select from instance_applications n
        where n.granted_group_id = ${group.id} and not n.update_in_progress and n.last_update_version = ${target}
          and ${isSeenOrChecksIn(now, checksIn)}
        limit 1
      ) as ended) as ended_at_target
    from (
      select
        (count(*) filter (where ${at}::timestamptz - n.last_update_granted_ts <= ${timeout}))::int as in_progress,
        (count(*) filter (where ${at}::timestamptz - n.last_update_granted_ts > ${timeout}))::int as timed_out
      from instance_applications n
      where n.granted_group_id = ${group.id} and n.update_in_progress and ${isSeenOrChecksIn(now, checksIn)}
    ) as updating`.execute(db)
  const [found] = rows
  if (!found) throw new Error('the count query returned no row')
  return found
}

/** Of the group's updates in progress and timed out, those of nodes that its lists don't have. */
export async function countUnlisted(db: Kysely<Schema>, groupId: string, now: Date): Promise<number> {
  const { rows } = await sql<{ nodes: number }>`
    select count(*)::int as nodes from instance_applications n
    where n.granted_group_id = ${groupId} and n.update_in_progress and ${isSeenRecently(now)}
      and (n.group_id is distinct from ${groupId} or not (${isSeenAndListed(now)}))`.execute(db)
  return rows[0]?.nodes ?? 0
}
