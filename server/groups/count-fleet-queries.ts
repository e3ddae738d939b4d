import { type Kysely, sql } from 'kysely'
import { type Duration, DURATIONS, windowStart } from '#contract/duration.ts'
import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import { limitBreakdown, MAX_LISTED_VERSIONS } from '#contract/version-limit.ts'
import type { Schema } from '#server/database/schema.ts'
import { statusStats, versionShares } from './group-statistics.ts'
import type { NodeBucket } from './node-bucket-queries.ts'

/** The same counts as the group's own statistics return. */
export interface GroupCounts {
  group_id: string
  stats: Record<Duration, InstanceStats>
  version_breakdown: VersionBreakdown
}

interface FleetBucket extends Omit<NodeBucket, 'nodes'> {
  group_id: string
  target: string
  all: number
  /** Nodes that were silent in each window, in the order of `DURATIONS`. */
  silent: number[]
}

interface GroupWithoutNodes {
  group_id: string
  version: null
}

/** The counts of every group in one statement, each with 200 versions at most, from the kept counts and the silent nodes; in no particular order. */
export async function countFleet(db: Kysely<Schema>, now: Date): Promise<GroupCounts[]> {
  const starts = DURATIONS.map((duration) => windowStart(duration, now))
  const [latest] = starts.toSorted((one, other) => other.getTime() - one.getTime())
  const { rows } = await sql<FleetBucket | GroupWithoutNodes>`
    select g.id as group_id, coalesce(p.version, '') as target, bucket.*
    from groups g
    left join channels c on c.id = g.channel_id
    left join packages p on p.id = c.package_id
    left join lateral (
      select version, status, counted, sum(nodes)::int as all,
        array[${sql.join(starts.map((_, place) => sql`sum(silent[${sql.lit(place + 1)}])::int`))}] as silent
      from (
        select version, status, counted, nodes, ${starts.map(() => 0)}::bigint[] as silent
        from node_counts where group_id = g.id and nodes <> 0
        union all
        select version, status, is_counted_machine(instance_id), 0, array[${sql.join(
          starts.map((start) => sql`count(*) filter (where last_check_for_updates <= ${start})`),
        )}]
        from instance_applications where group_id = g.id and last_check_for_updates <= ${latest}
        group by 1, 2, 3
      ) as buckets
      group by 1, 2, 3
    ) as bucket on true`.execute(db)
  const groups = new Map<string, FleetBucket[]>()
  for (const row of rows) {
    const buckets = groups.get(row.group_id) ?? []
    groups.set(row.group_id, buckets)
    if (hasNodes(row)) buckets.push(row)
  }
  return [...groups].map(([group_id, buckets]) => countGroup(group_id, buckets))
}

const hasNodes = (row: FleetBucket | GroupWithoutNodes): row is FleetBucket => row.version !== null

function countGroup(group_id: string, buckets: readonly FleetBucket[]): GroupCounts {
  const target = buckets[0]?.target ?? ''
  const seenIn = (duration: Duration): NodeBucket[] => {
    const place = DURATIONS.indexOf(duration)
    return buckets
      .map(({ version, status, counted, all, silent }) => ({
        version,
        status,
        counted,
        nodes: all - (silent[place] ?? 0),
      }))
      .filter(({ nodes }) => nodes !== 0)
  }
  const stats = (duration: Duration) => statusStats(seenIn(duration), target)
  return {
    group_id,
    stats: { '1h': stats('1h'), '1d': stats('1d'), '7d': stats('7d'), '30d': stats('30d') },
    version_breakdown: limitBreakdown(versionShares(seenIn('1d')), MAX_LISTED_VERSIONS, target),
  }
}
