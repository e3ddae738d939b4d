import { type RawBuilder, sql } from 'kysely'

/** Whether a text contains `part`, case-insensitively. `%` and `_` have no special meaning. */
export function contains(text: RawBuilder<unknown>, part: string): RawBuilder<boolean> {
  return sql<boolean>`${text} ilike ${`%${part.replace(/[\\%_]/g, String.raw`\$&`)}%`}`
}
