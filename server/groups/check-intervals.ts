import { type Kysely, sql } from 'kysely'
import type { GroupWrite } from '#contract/group.ts'
import type { Schema } from '#server/database/schema.ts'
import { sqlState } from '#server/errors/sql-state.ts'
import { badRequest } from '#server/http/http-error.ts'

/**
 * Throws an HTTP error 400 unless PostgreSQL reads the period and the timeout as finite intervals above zero. Call it
 * outside a transaction: an invalid interval aborts the transaction.
 */
export async function checkIntervals(db: Kysely<Schema>, body: GroupWrite, now: Date): Promise<void> {
  await checkInterval(db, 'policy_period_interval', body.policy_period_interval, now)
  await checkInterval(db, 'policy_update_timeout', body.policy_update_timeout, now)
}

/** Like `checkIntervals`, for one interval. */
export async function checkInterval(
  db: Kysely<Schema>,
  field: string,
  interval: string,
  now: Date,
): Promise<void> {
  if (await isAboveZero(db, interval, now)) return
  throw badRequest(
    'invalid-interval',
    `${field} must be an interval above zero, such as “15 minutes”: PostgreSQL does not accept “${interval}”.`,
    field,
  )
}

/** Now minus the interval must be in PostgreSQL's range too, because grants are counted since then. */
async function isAboveZero(db: Kysely<Schema>, interval: string, now: Date): Promise<boolean> {
  try {
    const { rows } = await sql<{ usable: boolean }>`
      select isfinite(i) and i > interval '0' and ${now}::timestamptz - i < ${now}::timestamptz as usable
      from (select ${interval}::interval as i) as parsed`.execute(db)
    return rows[0]?.usable ?? false
  } catch (error) {
    if (sqlState(error)?.startsWith('22')) return false
    throw error
  }
}
