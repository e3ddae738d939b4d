import { type Kysely, sql } from 'kysely'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { MAX_PHASE_NODES, MAX_STEP_NODES } from '#contract/rollout.ts'
import type { Schema } from '#server/database/schema.ts'
import { isSeenAndListed } from '#server/updates/limit-queries.ts'
import type { RolloutGroup, StartedRollout } from './rollout-queries.ts'

const { updateGranted, downloading, downloaded, installed, complete } = INSTANCE_STATUS

/** Each step of an update, then the whole update. */
export const PHASES = [
  { from_status: updateGranted, to_status: downloading },
  { from_status: downloading, to_status: downloaded },
  { from_status: downloaded, to_status: installed },
  { from_status: installed, to_status: complete },
  // update_engine never reports an update as installed: it completes with the reboot.
  { from_status: downloaded, to_status: complete },
  { from_status: updateGranted, to_status: complete },
] as const

/** Ends of phases are searched among at most this many of the latest entries. */
const MAX_ENTRIES = 5000

export interface PhaseMedian {
  from_status: number
  to_status: number
  median_seconds: number
  nodes: number
}

/**
 * Medians of the phases that nodes completed since the start, within one update to the target; the latest of each
 * node. Reads the group's latest entries, then those nodes' own.
 */
export async function readPhases(db: Kysely<Schema>, rollout: StartedRollout): Promise<PhaseMedian[]> {
  const { group, target, started, now } = rollout
  const { rows } = await sql<PhaseMedian>`
    with latest as materialized (
      select id, instance_id, application_id, status, version, created_ts from instance_status_history
      where group_id = ${group.id} and created_ts >= ${started} and created_ts <= ${now}
      order by created_ts desc limit ${sql.lit(MAX_ENTRIES)}
    ),
    ends as (
      select distinct on (status, instance_id) * from latest
      where status in (4, 5, 6, 7) and version = ${target} and is_counted_machine(instance_id)
      order by status, instance_id, id desc
    ),
    ranked as (
      select *, row_number() over (partition by status order by created_ts desc, id desc) as place from ends
    ),
    steps as materialized (
      select reached.status as to_status, reached.created_ts as to_ts, came.status as from_status,
        came.created_ts as from_ts
      from ranked as reached
      cross join lateral (
        select id from instance_status_history h
        where h.instance_id = reached.instance_id and h.application_id = reached.application_id
          and h.id < reached.id and h.status = ${sql.lit(updateGranted)}
          and h.group_id = ${group.id} and h.created_ts >= ${started}
        order by id desc limit 1
      ) as granted
      join lateral (
        select distinct on (status) status, created_ts from instance_status_history h
        where h.instance_id = reached.instance_id and h.application_id = reached.application_id
          and h.id >= granted.id and h.id < reached.id
        order by status, id desc
      ) as came on true
      where reached.place <= ${sql.lit(MAX_PHASE_NODES)}
    )
    select from_status, to_status, count(*)::int as nodes,
      percentile_cont(0.5) within group (order by extract(epoch from to_ts - from_ts)::float8) as median_seconds
    from steps
    where (from_status, to_status) in (${sql.join(
      PHASES.map(({ from_status, to_status }) => sql.raw(`(${from_status}, ${to_status})`)),
    )})
    group by 1, 2`.execute(db)
  return rows
}

export interface StepCounts {
  status: number
  nodes: number
  since_ts: Date
  over_timeout: number
  over_timeout_at_least: boolean
}

/**
 * Nodes that the group granted an update, by its status. The time of the status is looked up only for the nodes with the oldest grants,
 * which almost always include the one that has had the status for longest.
 */
export async function readSteps(db: Kysely<Schema>, group: RolloutGroup, now: Date): Promise<StepCounts[]> {
  const timedOutBefore = sql`${now}::timestamptz - ${group.policy_update_timeout}::interval`
  const { rows } = await sql<StepCounts>`
    with updating as materialized (
      select n.instance_id, n.application_id, n.status, n.last_update_granted_ts as granted_ts,
        row_number() over (partition by n.status order by n.last_update_granted_ts, n.instance_id) as place
      from instance_applications n
      where n.granted_group_id = ${group.id} and n.update_in_progress and n.status in (2, 5, 6, 7)
        and ${isSeenAndListed(now)}
    ),
    looked_up as materialized (
      select updating.*, case when place <= ${sql.lit(MAX_STEP_NODES)} then coalesce((
        select h.created_ts from instance_status_history h
        where h.instance_id = updating.instance_id and h.application_id = updating.application_id
          and h.status = updating.status
        order by h.id desc limit 1
      ), granted_ts) end as since
      from updating
    )
    select status, count(*)::int as nodes, min(since) as since_ts,
      (count(*) filter (where since < ${timedOutBefore}))::int as over_timeout,
      coalesce(bool_or(since is null and granted_ts < ${timedOutBefore}), false) as over_timeout_at_least
    from looked_up
    group by status
    order by array_position(array[2, 7, 6, 5], status::int)`.execute(db)
  return rows
}
