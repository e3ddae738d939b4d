import { type Kysely, sql } from 'kysely'
import { type AuditPage, MAX_AUDIT_ACTORS, MAX_AUDIT_PAGE_BYTES } from '#contract/audit-log.ts'
import { contains } from '#server/database/contains.ts'
import type { Schema } from '#server/database/schema.ts'

type Entry = AuditPage['entries'][number]

/** Selects entries of one server; a field that is left out matches every entry. */
export interface AuditFilter {
  /** Null for this server. */
  updateServer: string | null
  application?: string | undefined
  subject?: Entry['subject'] | undefined
  subject_id?: string | undefined
  action?: Entry['action'] | undefined
  outcome?: Entry['outcome'] | undefined
  actor?: string | undefined
  /** Part of a name or reason, case-insensitive. */
  search?: string | undefined
  since?: string | undefined
  until?: string | undefined
}

/**
 * Newest first, as many as fit into `MAX_AUDIT_PAGE_BYTES`, and one at least.
 * @param before only entries older than the one with this id
 */
export async function listAuditEntries(
  db: Kysely<Schema>,
  filter: AuditFilter,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<Pick<AuditPage, 'entries' | 'has_older'>> {
  const newest = selectEntries(db, filter)
    .select(COLUMNS)
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
  const measured = db
    .selectFrom(newest.as('newest'))
    .select(COLUMNS)
    .select([
      sql<number>`row_number() over (order by id desc)::int`.as('position'),
      sql<number>`sum(octet_length(concat(before, after))) over (order by id desc)::float8`.as('bytes'),
      sql<number>`count(*) over ()::int`.as('found'),
    ])
  const rows = await db
    .selectFrom(measured.as('measured'))
    .select([...COLUMNS, 'found'])
    .where('position', '<=', limit)
    .where((eb) => eb.or([eb('position', '=', 1), eb('bytes', '<=', MAX_AUDIT_PAGE_BYTES)]))
    .orderBy('id', 'desc')
    .execute()
  return {
    entries: rows.map((row) => {
      const { found: _, ...entry } = row
      return { ...entry, created_ts: entry.created_ts.toISOString() }
    }),
    has_older: rows.some(({ found }) => found > rows.length),
  }
}

export async function countAuditEntries(db: Kysely<Schema>, filter: AuditFilter): Promise<number> {
  const { count } = await selectEntries(db, filter)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Everyone with an entry in the log of one server (null: this one), by name. */
export async function listAuditActors(db: Kysely<Schema>, updateServer: string | null): Promise<string[]> {
  const rows = await selectEntries(db, { updateServer })
    .select('actor')
    .groupBy('actor')
    .orderBy(sql`max(id)`, 'desc')
    .limit(MAX_AUDIT_ACTORS)
    .execute()
  return rows.map(({ actor }) => actor).toSorted((a, b) => a.localeCompare(b, 'en'))
}

/** Deletes older entries, whichever server they are of. */
export async function deleteAuditEntriesBefore(db: Kysely<Schema>, earliest: Date): Promise<void> {
  await db.deleteFrom('audit_log').where('created_ts', '<', earliest).execute()
}

const COLUMNS = [
  'id',
  'created_ts',
  'actor',
  'action',
  'subject',
  'application_id',
  'subject_id',
  'subject_name',
  'before',
  'after',
  'reason',
  'outcome',
  'message',
] as const

const EXACT_FIELDS = ['subject', 'subject_id', 'action', 'outcome', 'actor'] as const

function selectEntries(db: Kysely<Schema>, filter: AuditFilter) {
  const { updateServer, application, search, since, until } = filter
  let entries = db
    .selectFrom('audit_log')
    .where('update_server', updateServer === null ? 'is' : '=', updateServer)
  if (application !== undefined) entries = entries.where('application_id', '=', application)
  for (const field of EXACT_FIELDS) {
    const value = filter[field]
    if (value !== undefined) entries = entries.where(field, '=', value)
  }
  if (since !== undefined) entries = entries.where('created_ts', '>=', new Date(since))
  if (until !== undefined) entries = entries.where('created_ts', '<=', new Date(until))
  if (search)
    entries = entries.where((eb) =>
      eb.or([contains(sql.ref('subject_name'), search), contains(sql.ref('reason'), search)]),
    )
  return entries
}
