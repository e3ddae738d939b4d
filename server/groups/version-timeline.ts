import { type Kysely, sql } from 'kysely'
import type { Duration } from '#contract/duration.ts'
import type { VersionTimeline } from '#contract/group-statistics.ts'
import type { Schema } from '#server/database/schema.ts'
import { limitTimelineVersions } from './limit-timeline-versions.ts'
import { type TimelinePoints, timelinePoints } from './timeline-points.ts'
import { VERSION_RETENTION } from './version-retention.ts'

/** Nodes that run a version from one point of the timeline until before another. */
interface SpellCount {
  version: string
  from_point: number
  until_point: number
  nodes: number
}

/**
 * The versions of the group's nodes seen in the window, by the updates that they completed in the group. A node counts
 * with the version of its latest completed update, from its first one in the window on; if it completed its latest
 * before the window, at every point. A node that never completed an update counts with the version it reports, since
 * its last grant or its creation. Empty for an unknown group. It depends on the window, as in every Nebraska;
 * `versionsOverTime` doesn't.
 */
export async function versionTimeline(
  db: Kysely<Schema>,
  groupId: string,
  duration: Duration,
  now: Date,
): Promise<VersionTimeline> {
  const timeline = timelinePoints(duration, now)
  const spells = await readSpells(db, groupId, timeline, now)
  const names = await nameVersions(db, groupId, spells, timeline)
  const listed = [...new Set(names.values())].toSorted()
  const counts = new Map(listed.map((name) => [name, new Int32Array(timeline.times.length)]))
  for (const { version, from_point, until_point, nodes } of spells) {
    const row = counts.get(names.get(version) ?? '')
    if (row) for (let point = from_point; point < until_point; point++) row[point] = (row[point] ?? 0) + nodes
  }
  return Object.fromEntries(
    timeline.times.map((time, point) => {
      const at = listed.map((name): [string, number] => [name, counts.get(name)?.[point] ?? 0])
      return [time.toISOString(), Object.fromEntries(at)]
    }),
  )
}

/** The names that versions have in the timeline: the most important are those with the most nodes now, then ever. */
function nameVersions(
  db: Kysely<Schema>,
  groupId: string,
  spells: readonly SpellCount[],
  { times }: TimelinePoints,
): Promise<Map<string, string>> {
  const weights = new Map<string, number>()
  for (const { version, from_point, until_point, nodes } of spells) {
    const span = Math.max(0, Math.min(until_point, times.length) - from_point)
    const now = until_point >= times.length ? times.length : 0
    weights.set(version, (weights.get(version) ?? 0) + nodes * (span + now))
  }
  return limitTimelineVersions(db, groupId, { weights, points: undefined, pointCount: times.length })
}

/**
 * From the kept counts by hour, and node by node only in the hours that contain a point and for corrections: silent
 * nodes, and nodes whose latest update is past its retention.
 */
async function readSpells(
  db: Kysely<Schema>,
  groupId: string,
  { times, first }: TimelinePoints,
  now: Date,
): Promise<SpellCount[]> {
  const pointAfter = (time: ReturnType<typeof sql>) =>
    sql`width_bucket(${time} - interval '1 microsecond', ${times}::timestamptz[])`
  const { rows } = await sql<SpellCount>`
    with cut as materialized (
      select distinct hour_of(point) as hour from unnest(${times}::timestamptz[]) as points (point)
    ),
    members as not materialized (
      select * from instance_applications where group_id = ${groupId} and is_counted_machine(instance_id)
    ),
    spells as (
      select version, since_hour as since, until_hour as until, nodes from version_spell_counts
      where group_id = ${groupId} and until_hour >= hour_of(${first}) and nodes <> 0
        and (since_hour > ${first} or until_hour = 'infinity')
        and since_hour not in (select hour from cut) and until_hour not in (select hour from cut)
      union all
      select running_version, running_since, 'infinity', 1
      from cut join members on running_since >= hour and running_since < hour + interval '1 hour'
      union all
      select version, since, until, 1
      from cut join version_spells on since >= hour and since < hour + interval '1 hour'
      where group_id = ${groupId} and since >= ${first}
      union all
      select version, since, until, 1
      from cut join version_spells on until >= hour and until < hour + interval '1 hour'
      where group_id = ${groupId} and since >= ${first} and hour_of(since) not in (select hour from cut)
      union all
      select running_version, running_since, 'infinity', -1
      from members where last_check_for_updates < ${first}
      union all
      select s.version, s.since, s.until, -1
      from members m join version_spells s using (instance_id, application_id)
      where m.last_check_for_updates < ${first} and m.running_since >= ${first} and s.since >= ${first}
      union all
      select expired.* from members m, lateral (values
        (m.completed_version, m.completed_ts, 'infinity'::timestamptz, -1),
        (m.version, coalesce(m.last_update_granted_ts, m.created_ts), 'infinity', 1)
      ) as expired
      where m.completed_ts < ${now}::timestamptz - ${VERSION_RETENTION} and m.last_check_for_updates >= ${first}
    )
    select version, ${pointAfter(sql`since`)} as from_point, ${pointAfter(sql`until`)} as until_point,
      sum(nodes)::int as nodes
    from spells
    where version not like '%nightly%'
    group by 1, 2, 3 having sum(nodes) <> 0`.execute(db)
  return rows
}
