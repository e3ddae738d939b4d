import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type Duration, windowStart } from '#contract/duration.ts'
import type { VersionTimeline } from '#contract/group-statistics.ts'
import type { Schema } from '#server/database/schema.ts'
import { limitTimelineVersions } from './limit-timeline-versions.ts'
import { timelinePoints } from './timeline-points.ts'

/** Whose nodes are counted: those of a group, or of all groups, of one application or of all. */
export type TimelineScope = { group_id: string } | { application_id: string | null }

/** How many nodes began to run a version, less those that ceased to, after the point before and until this one. */
interface VersionChange {
  version: string
  /** Before the first point for 0. */
  point: number
  nodes: number
}

/**
 * What nodes ran at each of these evenly spaced points: as `version_breakdown` answered then, whatever the window. A node
 * counts in the group that it checked in with, from then until 24 hours after its latest check-in, with the version that it
 * reported. A version without nodes at a point is left out there. Empty for an unknown group.
 */
export async function versionsOverTime(
  db: Kysely<Schema>,
  scope: TimelineScope,
  duration: Duration,
  now: Date,
  points: number,
): Promise<VersionTimeline> {
  const { times } = timelinePoints(duration, now, points)
  const rows = sumUp(await readChanges(db, scope, times, now), times.length)
  const names = await limitTimelineVersions(db, 'group_id' in scope ? scope.group_id : null, {
    weights: weigh(rows),
    points,
    pointCount: times.length,
  })
  return Object.fromEntries(
    times.map((time, point) => {
      const at: Record<string, number> = {}
      for (const [version, nodes] of rows) {
        const name = names.get(version)
        const count = nodes[point] ?? 0
        if (name !== undefined && count > 0) at[name] = (at[name] ?? 0) + count
      }
      return [time.toISOString(), at]
    }),
  )
}

/** The nodes of each version at each point. */
function sumUp(changes: readonly VersionChange[], points: number): Map<string, Int32Array> {
  const rows = new Map<string, Int32Array>()
  for (const { version, point, nodes } of changes) {
    if (point >= points) continue
    const row = rows.get(version) ?? new Int32Array(points)
    row[point] = (row[point] ?? 0) + nodes
    rows.set(version, row)
  }
  for (const row of rows.values())
    for (let point = 1; point < points; point++) row[point] = (row[point] ?? 0) + (row[point - 1] ?? 0)
  return rows
}

/** The most important versions are those with the most nodes now, then ever. */
function weigh(rows: ReadonlyMap<string, Int32Array>): Map<string, number> {
  const weights = new Map<string, number>()
  for (const [version, row] of rows) {
    const ever = row.reduce((sum, nodes) => sum + nodes, 0)
    if (row.some((nodes) => nodes > 0)) weights.set(version, ever + (row.at(-1) ?? 0) * row.length)
  }
  return weights
}

/** The recorded changes, and the nodes that have been silent for a day or more. */
async function readChanges(
  db: Kysely<Schema>,
  scope: TimelineScope,
  times: readonly Date[],
  now: Date,
): Promise<VersionChange[]> {
  const { rows } = await sql<VersionChange>`
    with changes as (
      select version, at, nodes from version_changes c where ${isWithin(scope)} and at <= ${now}
      union all
      select version, last_check_for_updates + interval '1 day', -1 from instance_applications c
      where ${isWithin(scope)} and last_check_for_updates <= ${windowStart('1d', now)}
        and is_counted_machine(instance_id)
    )
    select version, width_bucket(at - interval '1 microsecond', ${times}::timestamptz[]) as point, sum(nodes)::int as nodes
    from changes group by 1, 2 having sum(nodes) <> 0`.execute(db)
  return rows
}

/** Of a row `c` with a group. */
function isWithin(scope: TimelineScope): RawBuilder<boolean> {
  if ('group_id' in scope) return sql`c.group_id = ${scope.group_id}`
  const { application_id } = scope
  const isOfApplication = application_id === null ? sql`true` : sql`application_id = ${application_id}`
  return sql`c.group_id in (select id from groups where ${isOfApplication})`
}
