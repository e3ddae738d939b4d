import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { VERSION_RETENTION } from './version-retention.ts'

/** The longest window of a timeline, the interval before its first point, and a margin of some days. */
const MAX_READ_WINDOW = sql`interval '40 days'`

/** Changes of versions are kept to the hour once they are this old: the points of longer windows are further apart. */
const EXACT_CHANGES = sql`interval '2 days'`

/**
 * Deletes kept counts that are too old for any read, and clears completed updates past their retention. Adds up old changes of
 * versions. No response changes, but for changes that move to the beginning of their hour: every read takes the time into
 * account itself.
 */
export async function compactCounts(db: Kysely<Schema>, now: Date): Promise<void> {
  const earlier = sql`${now}::timestamptz - ${MAX_READ_WINDOW}`
  const statements = [
    sql`delete from history_counts where entries = 0 or bucket < ${earlier}`,
    sql`delete from version_spells where until < ${earlier}`,
    sql`with merged as (
        delete from version_changes
        where at < ${earlier} or at < ${now}::timestamptz - ${EXACT_CHANGES} and at <> hour_of(at)
        returning group_id, case when at < ${earlier} then '2000-01-01 00:00Z' else hour_of(at) end as at, version, nodes
      )
      insert into version_changes (group_id, at, version, nodes)
      select group_id, at, version, sum(nodes) from merged group by 1, 2, 3 having sum(nodes) <> 0`,
    sql`delete from node_counts where nodes = 0`,
    sql`delete from version_spell_counts where nodes = 0`,
    sql`delete from earlier_grants e using groups g
      where g.id = e.group_id and e.granted_ts < ${now}::timestamptz - g.policy_period_interval::interval`,
    // Counts that a group's last nodes left when it was deleted.
    ...['node_counts', 'history_counts', 'version_spell_counts', 'version_changes'].map(
      (counts) => sql`delete from ${sql.table(counts)} c where not exists (
        select from groups g where g.id = c.group_id
      )`,
    ),
    sql`update instance_applications set completed_ts = null, completed_version = null
      where completed_ts < ${now}::timestamptz - ${VERSION_RETENTION}`,
  ]
  // The embedded database has a single connection.
  for (const statement of statements) await statement.execute(db)
}
