import { type Insertable, type Kysely, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'

/** Keeps a statement at a megabyte or two. */
const ROWS_AT_ONCE = 5000

/**
 * Writes many rows fast: one JSON parameter a statement, which PostgreSQL takes apart, where a parameter per
 * value would run into its limit of 65,535. Columns that are not named get their defaults; rows keep their order.
 */
export async function insertRows<
  Table extends keyof Schema,
  Column extends keyof Insertable<Schema[Table]> & string,
>(
  db: Kysely<Schema>,
  table: Table,
  columns: readonly Column[],
  rows: readonly Pick<Insertable<Schema[Table]>, Column>[],
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)))
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const json = JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE), [...columns])
    // oxlint-disable-next-line no-await-in-loop -- in order, and the embedded database has a single connection
    await sql`insert into ${sql.table(table)} (${names})
      select ${names} from json_populate_recordset(null::${sql.table(table)}, ${json}::json)`.execute(db)
  }
}
