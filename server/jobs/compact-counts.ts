import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { VERSION_RETENTION } from '#server/groups/version-retention.ts'

/** The longest window of a timeline and the interval before its first point, and some days besides. */
const LONGEST_VIEW = sql`interval '40 days'`

/**
 * Removes kept counts that no read looks at any more, and lets nodes forget a last update that no read remembers.
 * No answer changes by it: what time alone changes every read takes into account itself.
 */
export async function compactCounts(db: Kysely<Schema>, now: Date): Promise<void> {
  const earlier = sql`${now}::timestamptz - ${LONGEST_VIEW}`
  const statements = [
    sql`delete from history_counts where entries = 0 or bucket < ${earlier}`,
    sql`delete from version_spells where until < ${earlier}`,
    sql`delete from node_counts where nodes = 0`,
    sql`delete from version_spell_counts where nodes = 0`,
    // What a group's last nodes left behind when it was deleted.
    ...['node_counts', 'history_counts', 'version_spell_counts'].map(
      (counts) => sql`delete from ${sql.table(counts)} c where not exists (
        select from groups g where g.id = c.group_id
      )`,
    ),
    sql`update instance_applications set completed_ts = null, completed_version = null
      where completed_ts < ${now}::timestamptz - ${VERSION_RETENTION}`,
  ]
  // oxlint-disable-next-line no-await-in-loop -- the embedded database has a single connection
  for (const statement of statements) await statement.execute(db)
}
