import { type Kysely, sql } from 'kysely'
import type { Duration } from '#contract/duration.ts'
import type { StatusTimeline } from '#contract/group-statistics.ts'
import type { Schema } from '#server/database/schema.ts'
import { isCounted } from '#server/instances/counted-instances.ts'
import { timelinePoints } from './timeline-points.ts'

interface Entries {
  point: number
  status: number
  /** Null where no grant was told of: then the status shows, without a count. */
  version: string | null
  entries: number
}

/**
 * At each point the history entries of the interval before it, by status and version: what happened, not how
 * things stood. Every status of the window is at every point. An unknown group has none.
 */
export async function statusTimeline(
  db: Kysely<Schema>,
  groupId: string,
  duration: Duration,
  now: Date,
): Promise<StatusTimeline> {
  const { times, first, step } = timelinePoints(duration, now)
  const { rows } = await sql<Entries>`
    select ceil(date_part('epoch', created_ts - ${first}::timestamptz) / ${step})::int as point,
      status, version, count(*)::int as entries
    from instance_status_history
    where group_id = ${groupId} and ${isCounted('instance_id')}
      and created_ts > ${new Date(first.getTime() - step * 1000)} and created_ts <= ${now}
    group by 1, 2, 3`.execute(db)
  const statuses = [...new Set(rows.map(({ status }) => status))].toSorted((one, other) => one - other)
  const counts = times.map(() =>
    Object.fromEntries(statuses.map((status): [string, Record<string, number>] => [String(status), {}])),
  )
  for (const { point, status, version, entries } of rows) {
    const versions = counts[point]?.[status]
    if (versions && version !== null) versions[version] = entries
  }
  return Object.fromEntries(times.map((time, point) => [time.toISOString(), counts[point] ?? {}]))
}
