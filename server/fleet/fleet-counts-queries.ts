import { type Kysely, sql } from 'kysely'
import { windowStart } from '#contract/duration.ts'
import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import type { Schema } from '#server/database/schema.ts'
import { statusStats, versionShares } from '#server/groups/group-statistics.ts'
import type { AlikeNodes } from '#server/groups/seen-members-queries.ts'

export interface GroupCounts {
  instances_stats: Record<'1d' | '30d', InstanceStats>
  version_breakdown: VersionBreakdown
}

/**
 * What `countByStatus` and `countByVersion` say of each group, for all of them at once, by the group's id. A group
 * without nodes in 30 days is not among them.
 */
export async function countFleet(db: Kysely<Schema>, now: Date): Promise<Map<string, GroupCounts>> {
  const [lastDay, last30Days, targets] = await Promise.all([
    readMembersByGroup(db, windowStart('1d', now)),
    readMembersByGroup(db, windowStart('30d', now)),
    readTargets(db),
  ])
  return new Map(
    [...last30Days].map(([groupId, seen]) => {
      const target = targets.get(groupId) ?? ''
      const recent = lastDay.get(groupId) ?? []
      const instances_stats = { '1d': statusStats(recent, target), '30d': statusStats(seen, target) }
      return [groupId, { instances_stats, version_breakdown: versionShares(recent) }]
    }),
  )
}

export const NO_NODES = statusStats([], '')

/** As `seenMembers` counts those of one group. */
async function readMembersByGroup(db: Kysely<Schema>, since: Date): Promise<Map<string, AlikeNodes[]>> {
  const { rows } = await sql<AlikeNodes & { group_id: string }>`
    select group_id, version, status, counted, sum(nodes)::int as nodes
    from (
      select group_id, version, status, counted, nodes from node_counts
      union all
      select silent.* from groups g cross join lateral (
        select n.group_id, n.version, n.status, is_counted_machine(n.instance_id), -count(*)
        from instance_applications n
        where n.group_id = g.id and n.last_check_for_updates <= ${since}
        group by 1, 2, 3, 4
      ) as silent
    ) as members
    group by 1, 2, 3, 4 having sum(nodes) <> 0`.execute(db)
  const byGroup = new Map<string, AlikeNodes[]>()
  for (const { group_id, ...alike } of rows) {
    const members = byGroup.get(group_id)
    if (members) members.push(alike)
    else byGroup.set(group_id, [alike])
  }
  return byGroup
}

/** The version that each group's channel points at. */
async function readTargets(db: Kysely<Schema>): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('groups')
    .innerJoin('channels', 'channels.id', 'groups.channel_id')
    .innerJoin('packages', 'packages.id', 'channels.package_id')
    .select(['groups.id', 'packages.version'])
    .execute()
  return new Map(rows.map(({ id, version }) => [id, version]))
}
