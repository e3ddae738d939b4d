import { type RawBuilder, sql } from 'kysely'

/**
 * Whether a machine id counts. Test tools send ids of the form `{8-4-4-4-12}`; lists, counts and charts leave
 * them out (docs/protocol.md, “Counts”).
 */
export function isCountedMachine(column: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} not like '{________-____-____-____-____________}'`
}
