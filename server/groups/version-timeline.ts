import { type Kysely, sql } from 'kysely'
import type { Duration } from '#contract/duration.ts'
import type { VersionTimeline } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { Schema } from '#server/database/schema.ts'
import { isCounted } from '#server/instances/counted-instances.ts'
import { timelinePoints, type TimelinePoints } from './timeline-points.ts'

/** Nodes that run a version from one point of the timeline until before another. */
interface Spell {
  version: string
  from_point: number
  until_point: number
  nodes: number
}

/**
 * The versions of the group's nodes seen in the window, by the updates that they completed in the group. A
 * node counts with the version of its latest completed update, from the first one in the window on; or all
 * along, if it completed none in the window but one before. One that never completed any counts with the
 * version it tells, since its last grant (or its first contact). An unknown group has no versions.
 */
export async function versionTimeline(
  db: Kysely<Schema>,
  groupId: string,
  duration: Duration,
  now: Date,
): Promise<VersionTimeline> {
  const points = timelinePoints(duration, now)
  const spells = await readSpells(db, groupId, points)
  const versions = [...new Set(spells.map(({ version }) => version))].toSorted()
  const counts = points.times.map(() => new Map(versions.map((version) => [version, 0])))
  for (const { version, from_point, until_point, nodes } of spells)
    for (const at of counts.slice(from_point, until_point)) at.set(version, (at.get(version) ?? 0) + nodes)
  return Object.fromEntries(
    points.times.map((time, point) => [time.toISOString(), Object.fromEntries(counts[point] ?? [])]),
  )
}

/** How long a completed update is remembered. */
const MEMORY = sql`interval '6 months'`

async function readSpells(
  db: Kysely<Schema>,
  groupId: string,
  { times, first, step }: TimelinePoints,
): Promise<Spell[]> {
  const now = times.at(-1) ?? first
  const pointAfter = (time: ReturnType<typeof sql>) =>
    sql`greatest(0, ceil(date_part('epoch', ${time} - ${first}::timestamptz) / ${step}))::int`
  // The number of the status is part of the statement, as it is of the index that has the completed updates.
  const { rows } = await sql<Spell>`
    with nodes as materialized (
      select instance_id, version, coalesce(last_update_granted_ts, created_ts) as since
      from instance_applications
      where group_id = ${groupId} and last_check_for_updates >= ${first} and ${isCounted('instance_id')}
    ),
    completed as (
      select instance_id, version, created_ts as since,
        lead(created_ts) over (partition by instance_id order by created_ts, id) as until
      from instance_status_history
      where group_id = ${groupId} and status = ${sql.lit(INSTANCE_STATUS.complete)}
        and created_ts >= ${now}::timestamptz - ${MEMORY}
    ),
    spells as (
      -- A node whose first update in the window is still to come counts nowhere until then.
      select completed.version, completed.since, until
      from completed join nodes using (instance_id)
      where completed.since >= ${first} or until is null
      union all
      select version, since, null from nodes
      where instance_id not in (select instance_id from completed)
    )
    select version, ${pointAfter(sql`since`)} as from_point,
      case when until is null then ${times.length} else ${pointAfter(sql`until`)} end as until_point,
      count(*)::int as nodes
    from spells
    where version not like '%nightly%'
    group by 1, 2, 3`.execute(db)
  return rows
}
