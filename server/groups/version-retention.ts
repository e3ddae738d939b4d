import { sql } from 'kysely'

/** How long a completed update decides a node's version in the version timeline. */
export const VERSION_RETENTION = sql`interval '6 months'`
