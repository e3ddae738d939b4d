import { type Insertable, type Kysely, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'

/** Keeps a statement at one or two megabytes. */
const BATCH_SIZE = 5000

/**
 * Bulk insert: each statement takes one JSON parameter that PostgreSQL expands, since a parameter per value would
 * exceed its limit of 65,535. Every row has the columns of the first; other columns get their defaults. Keeps the
 * order of rows.
 */
export async function insertRows<Table extends keyof Schema>(
  db: Kysely<Schema>,
  table: Table,
  rows: readonly Insertable<Schema[Table]>[],
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first)
  const names = sql.join(columns.map((column) => sql.ref(column)))
  for (let from = 0; from < rows.length; from += BATCH_SIZE) {
    const json = JSON.stringify(rows.slice(from, from + BATCH_SIZE))
    // In order, and the embedded database has a single connection.
    await sql`insert into ${sql.table(table)} (${names})
      select ${names} from json_populate_recordset(null::${sql.table(table)}, ${json}::json)`.execute(db)
  }
}
