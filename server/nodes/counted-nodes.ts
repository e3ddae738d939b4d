import { type RawBuilder, sql } from 'kysely'

/**
 * Whether a machine id counts. The form `{8-4-4-4-12}` is what test tools send; lists, counts and
 * charts leave it out (contract).
 */
export function isCounted(column: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} not like '{________-____-____-____-____________}'`
}
