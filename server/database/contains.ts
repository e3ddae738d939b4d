import { type RawBuilder, sql } from 'kysely'

/** Whether a text has `part` in it, in any case of letters. `%` and `_` are letters, not wildcards. */
export function contains(text: RawBuilder<unknown>, part: string): RawBuilder<boolean> {
  return sql<boolean>`${text} ilike ${`%${part.replace(/[\\%_]/g, String.raw`\$&`)}%`}`
}
