import { type Kysely, sql } from 'kysely'
import type { Duration } from '#contract/duration.ts'
import type { StatusTimeline } from '#contract/group-statistics.ts'
import type { Schema } from '#server/database/schema.ts'
import { limitTimelineVersions } from './limit-timeline-versions.ts'
import { timelinePoints } from './timeline-points.ts'

interface EntryCount {
  point: number
  status: number
  /** Null for entries before the first grant, which are not counted, but whose status is listed. */
  version: string | null
  entries: number
}

/**
 * For each point, the history entries written in the interval before it, by status and version: events, not a state.
 * Every status of the window is at every point. Empty for an unknown group.
 */
export async function statusTimeline(
  db: Kysely<Schema>,
  groupId: string,
  duration: Duration,
  now: Date,
  points?: number,
): Promise<StatusTimeline> {
  const { times, before } = timelinePoints(duration, now, points)
  const rows = await readEntries(db, groupId, before, times, now)
  const statuses = [...new Set(rows.map(({ status }) => status))].toSorted((one, other) => one - other)
  const counts = times.map(() =>
    Object.fromEntries(statuses.map((status): [string, Record<string, number>] => [String(status), {}])),
  )
  const names = await nameVersions(db, groupId, rows, { points, pointCount: times.length })
  for (const { point, status, version, entries } of rows) {
    const versions = counts[point]?.[status]
    const name = version === null ? undefined : names.get(version)
    if (versions && name !== undefined) versions[name] = (versions[name] ?? 0) + entries
  }
  return Object.fromEntries(times.map((time, point) => [time.toISOString(), counts[point] ?? {}]))
}

/** The names that versions have in the timeline: the most important are those with the most entries. */
function nameVersions(
  db: Kysely<Schema>,
  groupId: string,
  rows: readonly EntryCount[],
  size: { points: number | undefined; pointCount: number },
): Promise<Map<string, string>> {
  const weights = new Map<string, number>()
  for (const { version, entries } of rows)
    if (version !== null) weights.set(version, (weights.get(version) ?? 0) + entries)
  return limitTimelineVersions(db, groupId, { weights, ...size })
}

/**
 * From the kept counts by hour; by minute in the hours that contain a point, and from the entries themselves in the
 * minutes that contain one.
 */
async function readEntries(
  db: Kysely<Schema>,
  groupId: string,
  before: Date,
  times: Date[],
  now: Date,
): Promise<EntryCount[]> {
  const cuts = sql`unnest(${[before, ...times]}::timestamptz[]) as points (point)`
  const { rows } = await sql<EntryCount>`
    with cut_hours as materialized (select distinct hour_of(point) as hour from ${cuts}),
    cut_minutes as materialized (select distinct minute_of(point) as minute from ${cuts}),
    entries as (
      select bucket as time, status, version, entries from history_counts
      where group_id = ${groupId} and hourly and bucket > ${before} and bucket <= ${now}
        and bucket not in (select hour from cut_hours)
      union all
      select bucket, status, version, entries
      from cut_hours join history_counts on bucket >= hour and bucket < hour + interval '1 hour'
      where group_id = ${groupId} and not hourly and bucket > ${before} and bucket <= ${now}
        and bucket not in (select minute from cut_minutes)
      union all
      select created_ts, status, version, 1
      from cut_minutes join instance_status_history
        on created_ts >= minute and created_ts < minute + interval '1 minute'
      where group_id = ${groupId} and created_ts > ${before} and created_ts <= ${now}
        and is_counted_machine(instance_id)
    )
    select width_bucket(time - interval '1 microsecond', ${times}::timestamptz[]) as point,
      status, version, sum(entries)::int as entries
    from entries
    group by 1, 2, 3 having sum(entries) <> 0`.execute(db)
  return rows
}
