import { type Kysely, sql } from 'kysely'
import type { AuditEntry } from '#contract/audit-log.ts'
import { contains } from '#server/database/contains.ts'
import type { Schema } from '#server/database/schema.ts'

/** Of the entries of one server; what is left out doesn't narrow them down. */
export interface AuditFilter {
  /** Null for our own. */
  updateServer: string | null
  application?: string | undefined
  subject?: AuditEntry['subject'] | undefined
  subject_id?: string | undefined
  action?: AuditEntry['action'] | undefined
  outcome?: AuditEntry['outcome'] | undefined
  actor?: string | undefined
  /** In names and reasons, in any case of letters. */
  search?: string | undefined
  since?: string | undefined
  until?: string | undefined
}

/** The newest first. @param before the id of an entry that is newer than all of them */
export async function listAuditEntries(
  db: Kysely<Schema>,
  filter: AuditFilter,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<AuditEntry[]> {
  let entries = selectEntries(db, filter).select(COLUMNS).orderBy('id', 'desc').limit(limit)
  if (before !== undefined) entries = entries.where('id', '<', before)
  return (await entries.execute()).map((entry) => ({ ...entry, created_ts: entry.created_ts.toISOString() }))
}

export async function countAuditEntries(db: Kysely<Schema>, filter: AuditFilter): Promise<number> {
  const { count } = await selectEntries(db, filter)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Removes the entries of every server that are older. */
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

const SAME = ['subject', 'subject_id', 'action', 'outcome', 'actor'] as const

function selectEntries(db: Kysely<Schema>, filter: AuditFilter) {
  const { updateServer, application, search, since, until } = filter
  let entries = db
    .selectFrom('audit_log')
    .where('update_server', updateServer === null ? 'is' : '=', updateServer)
  if (application !== undefined) entries = entries.where('application_id', '=', application)
  for (const field of SAME) {
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
