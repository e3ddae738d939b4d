import { type Kysely, sql } from 'kysely'
import { countTables } from './0002/count-tables.ts'
import { countTriggers } from './0002/count-triggers.ts'
import { rebuildCounts } from './0002/rebuild-counts.ts'
import { searchIndexes } from './0002/search-indexes.ts'
import { spellFunctions } from './0002/spell-functions.ts'

/**
 * Counts that are kept as nodes check in, in the transaction of what they count: by triggers, so that no path is
 * left out. No statement of theirs asks for the time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [...countTables, ...spellFunctions, ...rebuildCounts, ...searchIndexes]
  for (const statement of statements) await statement.execute(db)
  await sql`select rebuild_kept_counts()`.execute(db)
  // Last, so that they don't count what the line before has counted.
  for (const statement of countTriggers) await statement.execute(db)
}
