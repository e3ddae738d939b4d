import { type Kysely, sql } from 'kysely'
import {
  FAILING_DAYS,
  FAILURE_LOOP,
  type FailingGroup,
  type FailingNode,
  type FailingNodes,
  MAX_FAILING,
  MAX_FAILURES_OF_GROUP,
} from '#contract/failing-nodes.ts'
import type { Schema } from '#server/database/schema.ts'
import { isRollbackError } from '#server/nodes/error-code-queries.ts'

interface FailingRow extends Omit<FailingNode, 'latest_ts'> {
  latest_ts: Date
  total: number
  all_rolled_back: number
  groups: FailingGroup[]
}

/**
 * Nodes that were rolled back, or failed in the same way three times or more, since they last completed an update. Being
 * granted the update again changes nothing about it: a node that loops is granted it in the request that reports the failure.
 * @param groupId null for all groups
 */
export async function listFailingNodes(
  db: Kysely<Schema>,
  groupId: string | null,
  now: Date,
): Promise<FailingNodes> {
  const { rows } = await sql<FailingRow>`
    with failed as materialized (
      select h.instance_id, h.application_id, h.group_id, h.error_code, h.version, h.created_ts
      from groups g
      cross join lateral (
        select instance_id, application_id, group_id, error_code, version, created_ts from instance_status_history
        where group_id = g.id and status = 3
          and created_ts > ${now}::timestamptz - make_interval(days => ${FAILING_DAYS})
        order by created_ts desc limit ${MAX_FAILURES_OF_GROUP}
      ) as h
      join instance_applications n
        on n.instance_id = h.instance_id and n.application_id = h.application_id and n.group_id = h.group_id
      where (${groupId}::uuid is null or g.id = ${groupId}::uuid) and is_counted_machine(h.instance_id)
        and (n.completed_ts is null or n.completed_ts < h.created_ts)
    ),
    kinds as (
      select instance_id, application_id, group_id, error_code, version, ${isRollbackError(sql.ref('error_code'))} as is_rollback,
        count(*)::int as times, max(created_ts) as latest_ts
      from failed group by 1, 2, 3, 4, 5
    ),
    nodes as (
      select distinct on (instance_id, application_id) * from kinds
      where is_rollback or times >= ${FAILURE_LOOP}
      order by instance_id, application_id, latest_ts desc
    )
    select nodes.*, i.alias, (count(*) over ())::int as total,
      (count(*) filter (where is_rollback) over ())::int as all_rolled_back,
      (
        select json_agg(of_group) from (
          select application_id, group_id, count(*)::int as nodes, sum(times)::int as times from nodes
          group by 1, 2 order by 2
        ) as of_group
      ) as groups
    from nodes join instances i on i.id = nodes.instance_id
    order by latest_ts desc, instance_id limit ${MAX_FAILING}`.execute(db)
  const [first] = rows
  return {
    nodes: rows.map(
      ({ total: _total, all_rolled_back: _rolledBack, groups: _groups, latest_ts, ...node }) => ({
        ...node,
        latest_ts: latest_ts.toISOString(),
      }),
    ),
    total: first?.total ?? 0,
    rolled_back: first?.all_rolled_back ?? 0,
    at_least: await hasMoreFailures(db, groupId, now),
    groups: first?.groups ?? [],
  }
}

/** Whether a group has more failures than are looked at. */
async function hasMoreFailures(db: Kysely<Schema>, groupId: string | null, now: Date): Promise<boolean> {
  const { rows } = await sql`
    select from groups g
    where (${groupId}::uuid is null or g.id = ${groupId}::uuid) and exists (
      select from instance_status_history
      where group_id = g.id and status = 3
        and created_ts > ${now}::timestamptz - make_interval(days => ${FAILING_DAYS})
      offset ${MAX_FAILURES_OF_GROUP}
    )
    limit 1`.execute(db)
  return rows.length > 0
}
