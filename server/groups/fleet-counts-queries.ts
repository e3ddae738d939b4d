import { type Kysely, sql } from 'kysely'
import { type Duration, DURATIONS, windowStart } from '#contract/duration.ts'
import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import type { Schema } from '#server/database/schema.ts'
import { statusStats, versionShares } from './group-statistics.ts'
import type { NodeBucket } from './seen-members-queries.ts'

/** A group's counts, as its own reads give them. */
export interface GroupCounts {
  group_id: string
  stats: Record<Duration, InstanceStats>
  version_breakdown: VersionBreakdown
}

interface AlikeOfGroup extends Omit<NodeBucket, 'nodes'> {
  group_id: string
  target: string
  all: number
  /** How many of them were silent in each window, in the order of `DURATIONS`. */
  silent: number[]
}

interface GroupWithoutNodes {
  group_id: string
  version: null
}

/** The counts of every group in one statement, from the kept counts and the silent nodes; in no order. */
export async function countFleet(db: Kysely<Schema>, now: Date): Promise<GroupCounts[]> {
  const starts = DURATIONS.map((duration) => windowStart(duration, now))
  const [latest] = starts.toSorted((one, other) => other.getTime() - one.getTime())
  const { rows } = await sql<AlikeOfGroup | GroupWithoutNodes>`
    select g.id as group_id, coalesce(p.version, '') as target, alike.*
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
      ) as members
      group by 1, 2, 3
    ) as alike on true`.execute(db)
  const groups = new Map<string, AlikeOfGroup[]>()
  for (const row of rows) {
    const alike = groups.get(row.group_id) ?? []
    groups.set(row.group_id, alike)
    if (hasNodes(row)) alike.push(row)
  }
  return [...groups].map(([group_id, alike]) => countGroup(group_id, alike))
}

const hasNodes = (row: AlikeOfGroup | GroupWithoutNodes): row is AlikeOfGroup => row.version !== null

function countGroup(group_id: string, alike: readonly AlikeOfGroup[]): GroupCounts {
  const target = alike[0]?.target ?? ''
  const seenIn = (duration: Duration): NodeBucket[] => {
    const place = DURATIONS.indexOf(duration)
    return alike
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
    version_breakdown: versionShares(seenIn('1d')),
  }
}
