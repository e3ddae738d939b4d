import { sql } from 'kysely'

/** How long a completed update is remembered. */
export const MEMORY = sql`interval '6 months'`
