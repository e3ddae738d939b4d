import { sql } from 'kysely'

/** How long a completed update is remembered. */
export const VERSION_RETENTION = sql`interval '6 months'`
