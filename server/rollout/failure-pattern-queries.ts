import { type Kysely, sql } from 'kysely'
import { MAX_COMPARED_UPDATES, MAX_NAMED_NODES, type PatternAttribute } from '#contract/failure-patterns.ts'
import type { Schema } from '#server/database/schema.ts'

/** Nodes with one value of an attribute whose update ended in the same way. */
export interface PatternCell {
  attribute: PatternAttribute | 'all'
  value: string
  /** As sent, empty for a failure without a code; null for nodes whose update completed. */
  error_code: string | null
  nodes: number
  /** Some of the nodes, where their update failed. */
  failed_nodes: string[] | null
}

/**
 * The latest ended updates of the group's nodes, each node once: with its latest failure, or its completion if none failed.
 * What a node ran before an update is the version that it completed before or, without one, was installed with: known alike
 * for those that failed and those that did not, which what a failed node still reports is not.
 */
export async function readPatternCells(
  db: Kysely<Schema>,
  { groupId, since, now }: { groupId: string; since: Date; now: Date },
): Promise<{ cells: PatternCell[]; sampled: boolean }> {
  const { rows } = await sql<PatternCell & { sampled: boolean }>`
    with latest as materialized (
      select id, instance_id, application_id, status, error_code, created_ts from instance_status_history
      where group_id = ${groupId} and status in (3, 4) and created_ts >= ${since} and created_ts <= ${now}
      order by created_ts desc limit ${sql.lit(MAX_COMPARED_UPDATES)}
    ),
    ended as materialized (
      select distinct on (instance_id, application_id) * from latest where is_counted_machine(instance_id)
      order by instance_id, application_id, status, id desc
    ),
    facts as materialized (
      select e.instance_id, case when e.status = 3 then coalesce(e.error_code, '') end as error_code,
        i.oem, network(set_masklen(i.ip, case family(i.ip) when 4 then 24 else 64 end))::text as network,
        to_char(hour_of(e.created_ts) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"') as hour,
        coalesce(before.version, first_version(e.application_id, i.id, i.aleph_version)) as from_version
      from ended e
      join instances i on i.id = e.instance_id
      left join lateral (
        select c.version from instance_status_history c
        where c.instance_id = e.instance_id and c.application_id = e.application_id and c.status = 4
          and c.created_ts <= e.created_ts and c.id < e.id
        order by c.created_ts desc, c.id desc limit 1
      ) as before on true
    )
    select
      case grouping(from_version, oem, network, hour)
        when b'0111'::int then 'from_version' when b'1011'::int then 'oem' when b'1101'::int then 'network'
        when b'1110'::int then 'hour' else 'all'
      end as attribute,
      coalesce(from_version, oem, network, hour, '') as value, error_code, count(*)::int as nodes,
      (array_agg(instance_id) filter (where error_code is not null))[1:${sql.lit(MAX_NAMED_NODES)}] as failed_nodes,
      (select count(*) = ${sql.lit(MAX_COMPARED_UPDATES)} from latest) as sampled
    from facts
    group by error_code, grouping sets ((), (from_version), (oem), (network), (hour))`.execute(db)
  return { cells: rows, sampled: rows[0]?.sampled ?? false }
}
