import { type Kysely, sql } from 'kysely'
import { MINUTE_MS } from '#contract/time-units.ts'
import { inTransaction } from '#server/database/transaction.ts'
import type { Schema } from '#server/database/schema.ts'

/** Clocks of several processes on one database may differ by so much. */
export const CLOCK_TOLERANCE_MS = 5 * MINUTE_MS

export interface CorrectedTimes {
  nodes: number
  history_entries: number
}

/** The key of `settings` with the latest correction, as JSON of `futureTimesSchema`. */
export const FUTURE_TIMES_SETTING = 'future_times'

/**
 * Sets times that are in the future to now: check-ins, grants, history, activity and safe mode's brake. They were written
 * while the clock was ahead, and until the true time had passed them their grants would neither end nor leave their period.
 * Returns null where there are none. Reads along the indexes of groups, so it costs little.
 */
export async function correctFutureTimes(db: Kysely<Schema>, now: Date): Promise<CorrectedTimes | null> {
  const latest = new Date(now.getTime() + CLOCK_TOLERANCE_MS)
  if (!(await hasFutureTimes(db, latest))) return null
  return inTransaction(db, async (trx) => {
    // Moved entries get new ids, in their order: the counts then follow as for any other deletion and insertion.
    const history = await sql`
      with moved as (
        delete from instance_status_history h using groups g
        where h.group_id = g.id and h.created_ts > ${latest} returning h.*
      )
      insert into instance_status_history
        (instance_id, application_id, group_id, status, version, error_code, created_ts)
      select instance_id, application_id, group_id, status, version, error_code, ${now}::timestamptz from moved order by id`.execute(
      trx,
    )
    const nodes = await sql`
      update instance_applications n set
        last_check_for_updates = least(n.last_check_for_updates, ${now}::timestamptz),
        last_update_granted_ts = least(n.last_update_granted_ts, ${now}::timestamptz),
        created_ts = least(n.created_ts, ${now}::timestamptz),
        version_since = least(n.version_since, ${now}::timestamptz)
      from (${futureNodes(latest)}) as future
      where n.instance_id = future.instance_id and n.application_id is not distinct from future.application_id`.execute(
      trx,
    )
    await sql`update earlier_grants set granted_ts = ${now} where granted_ts > ${latest}`.execute(trx)
    await sql`update version_changes set at = ${now} where at > ${latest}`.execute(trx)
    await sql`update activities set created_ts = ${now} where created_ts > ${latest}`.execute(trx)
    await sql`update groups set
        brake_tripped_ts = least(brake_tripped_ts, ${now}::timestamptz),
        updates_disabled_ts = least(updates_disabled_ts, ${now}::timestamptz)
      where brake_tripped_ts > ${latest} or updates_disabled_ts > ${latest}`.execute(trx)
    const corrected = { nodes: affected(nodes), history_entries: affected(history) }
    const value = JSON.stringify({ corrected_ts: now.toISOString(), ...corrected })
    await trx
      .insertInto('settings')
      .values({ key: FUTURE_TIMES_SETTING, value })
      .onConflict((known) => known.column('key').doUpdateSet({ value }))
      .execute()
    return corrected
  })
}

const affected = ({ numAffectedRows = 0n }: { numAffectedRows?: bigint }) => Number(numAffectedRows)

const futureNodes = (latest: Date) => sql`
  select future.instance_id, future.application_id from groups g cross join lateral (
    select instance_id, application_id from instance_applications
    where group_id = g.id and last_check_for_updates > ${latest}
    union
    select instance_id, application_id from instance_applications
    where granted_group_id = g.id and last_update_granted_ts > ${latest}
  ) as future
  group by 1, 2`

async function hasFutureTimes(db: Kysely<Schema>, latest: Date): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (${futureNodes(latest)})
      or exists (select from activities where created_ts > ${latest})
      or exists (
        select from groups g
        where g.brake_tripped_ts > ${latest} or g.updates_disabled_ts > ${latest} or exists (
          select from instance_status_history h where h.group_id = g.id and h.created_ts > ${latest}
        )
      ) as found`.execute(db)
  return rows[0]?.found ?? false
}
