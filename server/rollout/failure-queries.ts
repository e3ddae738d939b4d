import { type Kysely, sql } from 'kysely'
import { MAX_FAILURES } from '#contract/rollout.ts'
import type { Schema } from '#server/database/schema.ts'
import type { StartedRollout } from './rollout-queries.ts'

export interface FailureCounts {
  error_code: string | null
  version: string | null
  nodes: number
  nodes_in_error: number
  latest_ts: Date
}

interface FailureTotals {
  nodes_failed: number
  failures_at_least: boolean
}

/** Failures since the start by version and code, and their totals. Uses an index of failures only. */
export async function readFailures(
  db: Kysely<Schema>,
  { group, started, now }: StartedRollout,
): Promise<FailureTotals & { failures: FailureCounts[] }> {
  const { rows } = await sql<FailureCounts & FailureTotals>`
    with latest as materialized (
      select id, instance_id, application_id, error_code, version, created_ts from instance_status_history
      where group_id = ${group.id} and status = 3 and created_ts >= ${started} and created_ts <= ${now}
      order by created_ts desc, id desc limit ${sql.lit(MAX_FAILURES)}
    ),
    failed as materialized (
      select latest.*, row_number() over (partition by instance_id order by id desc) as place,
        exists (
          select from instance_applications n
          where n.instance_id = latest.instance_id and n.application_id = latest.application_id
            and n.group_id = ${group.id} and n.status = 3
        ) as in_error
      from latest where is_counted_machine(instance_id)
    )
    select error_code, version, count(distinct instance_id)::int as nodes,
      (count(*) filter (where place = 1 and in_error))::int as nodes_in_error, max(created_ts) as latest_ts,
      (select count(distinct instance_id)::int from failed) as nodes_failed,
      (select count(*) = ${sql.lit(MAX_FAILURES)} from latest) as failures_at_least
    from failed
    group by error_code, version
    order by nodes desc, latest_ts desc, error_code, version`.execute(db)
  const [first] = rows
  return {
    nodes_failed: first?.nodes_failed ?? 0,
    failures_at_least: first?.failures_at_least ?? false,
    failures: rows,
  }
}
