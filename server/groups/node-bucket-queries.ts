import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'

/** A group's nodes with the same version and status. */
export interface NodeBucket {
  version: string
  /** Null for nodes that never reported a status. */
  status: number | null
  /** False for machine ids of test tools, which lists and counts leave out. */
  counted: boolean
  nodes: number
}

/**
 * A group's nodes seen after `since`: the kept counts of all its nodes, minus the nodes that have been silent since,
 * which are few.
 */
export async function readNodeBuckets(
  db: Kysely<Schema>,
  groupId: string,
  since: Date,
): Promise<NodeBucket[]> {
  const { rows } = await sql<NodeBucket>`
    select version, status, counted, sum(nodes)::int as nodes
    from (
      select version, status, counted, nodes from node_counts where group_id = ${groupId}
      union all
      select version, status, is_counted_machine(instance_id), -count(*) from instance_applications
      where group_id = ${groupId} and last_check_for_updates <= ${since}
      group by 1, 2, 3
    ) as buckets
    group by 1, 2, 3 having sum(nodes) <> 0`.execute(db)
  return rows
}
