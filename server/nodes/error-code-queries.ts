import { type Kysely, type RawBuilder, sql } from 'kysely'
import { windowStart } from '#contract/duration.ts'
import { ROLLBACK_ERROR_CODE } from '#contract/error-code.ts'
import type { ErrorCodes } from '#contract/instance.ts'
import type { Schema } from '#server/database/schema.ts'
import { isCountedMachine } from '#server/database/is-counted-machine.ts'

/**
 * The code of the latest failed update of a node (a row of `table`), unless it has completed one since: empty for a failure
 * without a code, null for none. Along the index of a node's history.
 */
export const latestErrorCode = (table: string): RawBuilder<string | null> => sql<string | null>`(
  select case when ended.status = 3 then coalesce(ended.error_code, '') end from instance_status_history ended
  where ended.instance_id = ${sql.ref(`${table}.instance_id`)}
    and ended.application_id = ${sql.ref(`${table}.application_id`)} and ended.status in (3, 4)
  order by ended.id desc limit 1
)`

/** As `baseErrorCode` of the contract: `ERROR_CODE_CASES` holds them together. */
export const withoutFlags = (code: RawBuilder<string | null>): RawBuilder<string | null> => sql<
  string | null
>`(
  select case
    when code !~ '^-?[0-9]{1,10}$' or code::bigint not between -2147483648 and 4294967295 then code
    else (code::bigint & 268435455)::text
  end from (select ${code} as code) as sent
)`

/** As `isRollbackError` of the contract: `ERROR_CODE_CASES` holds them together. */
export const isRollbackError = (code: RawBuilder<string | null>): RawBuilder<boolean> =>
  sql<boolean>`coalesce(${withoutFlags(code)} = ${sql.lit(String(ROLLBACK_ERROR_CODE))}, false)`

/** Whether a node of the group has failed with this code, among those that failed since. */
export const hasErrorCode = (
  table: string,
  groupId: string,
  code: string,
  since: Date,
): RawBuilder<boolean> =>
  sql<boolean>`(
    ${sql.ref(`${table}.instance_id`)} in (
      select failed.instance_id from instance_status_history failed
      where failed.group_id = ${groupId} and failed.status = 3 and failed.created_ts > ${since}
    ) and ${withoutFlags(latestErrorCode(table))} = ${code}
  )`

/** Of all groups; most nodes first. Reads the nodes that failed in the last 30 days. */
export async function countErrorCodes(db: Kysely<Schema>, now: Date): Promise<ErrorCodes> {
  const { rows } = await sql<Omit<ErrorCodes[number], 'latest_ts'> & { latest_ts: Date }>`
    with failed as materialized (
      select instance_id, application_id, max(created_ts) as failed_ts from instance_status_history
      where group_id in (select id from groups) and status = 3 and created_ts > ${windowStart('30d', now)}
        and ${isCountedMachine('instance_id')}
      group by 1, 2
    ),
    coded as (
      select n.application_id, n.group_id, failed_ts, ${withoutFlags(latestErrorCode('n'))} as error_code
      from failed join instance_applications n
        on n.instance_id = failed.instance_id and n.application_id = failed.application_id
      where n.group_id is not null
    )
    select application_id, group_id, error_code, count(*)::int as nodes, max(failed_ts) as latest_ts
    from coded where error_code is not null
    group by 1, 2, 3 order by nodes desc, error_code, group_id`.execute(db)
  return rows.map((row) => ({ ...row, latest_ts: row.latest_ts.toISOString() }))
}
