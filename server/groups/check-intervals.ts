import { type Kysely, sql } from 'kysely'
import type { GroupWrite } from '#contract/group.ts'
import type { Schema } from '#server/database/schema.ts'
import { sqlState } from '#server/errors/sql-state.ts'
import { badRequest } from '#server/http/http-error.ts'

/**
 * Refuses a period or timeout that PostgreSQL doesn't read as an interval above zero that has an end. Asks
 * outside of any transaction, which a text that is no interval would break.
 */
export async function checkIntervals(db: Kysely<Schema>, body: GroupWrite, now: Date): Promise<void> {
  await checkInterval(db, 'policy_period_interval', body.policy_period_interval, now)
  await checkInterval(db, 'policy_update_timeout', body.policy_update_timeout, now)
}

/** The same of one interval. */
export async function checkInterval(
  db: Kysely<Schema>,
  field: string,
  interval: string,
  now: Date,
): Promise<void> {
  if (await isAboveZero(db, interval, now)) return
  throw badRequest(
    'invalid-interval',
    `${field} must be an interval above zero, such as “15 minutes”: PostgreSQL doesn’t read “${interval}” as one.`,
    field,
  )
}

/** It also has to reach back to a time that PostgreSQL knows, as grants are counted since then. */
async function isAboveZero(db: Kysely<Schema>, interval: string, now: Date): Promise<boolean> {
  try {
    const { rows } = await sql<{ usable: boolean }>`
      select isfinite(i) and i > interval '0' and ${now}::timestamptz - i < ${now}::timestamptz as usable
      from (select ${interval}::interval as i) as asked`.execute(db)
    return rows[0]?.usable ?? false
  } catch (error) {
    if (sqlState(error)?.startsWith('22')) return false
    throw error
  }
}
