import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'

/** Nodes of a group that are alike. */
export interface NodeBucket {
  version: string
  /** Null where none was told. */
  status: number | null
  /** False for machine ids that lists, counts and charts leave out. */
  counted: boolean
  nodes: number
}

/**
 * A group's nodes seen after `since`, by version and status: the kept counts of all of them without those that
 * were silent since, who are few.
 */
export function seenMembers(groupId: string, since: Date): RawBuilder<NodeBucket> {
  return sql<NodeBucket>`
    select version, status, counted, sum(nodes)::int as nodes
    from (
      select version, status, counted, nodes from node_counts where group_id = ${groupId}
      union all
      select version, status, is_counted_machine(instance_id), -count(*) from instance_applications
      where group_id = ${groupId} and last_check_for_updates <= ${since}
      group by 1, 2, 3
    ) as members
    group by 1, 2, 3 having sum(nodes) <> 0`
}

export async function readSeenMembers(
  db: Kysely<Schema>,
  groupId: string,
  since: Date,
): Promise<NodeBucket[]> {
  const { rows } = await seenMembers(groupId, since).execute(db)
  return rows
}
