import type { Kysely } from 'kysely'
import type { AuditEntry } from '#contract/audit-log.ts'
import type { Schema } from '#server/database/schema.ts'
import type { auditColumns } from '#server/audit/record-audit-entry.ts'
import { nameResource, auditSnapshot, type Resource } from '#server/audit/audit-snapshot.ts'
import type { WriteTarget } from './write-target.ts'

interface Begun {
  updateServer: string
  now: Date
  actor: string
  reason: string
  target: WriteTarget
  before: Resource | null
  /** Why it is refused without being handed on; null where it is handed on. */
  message: string | null
}

/** Notes a write before it is sent. Returns the entry's id. */
export async function insertPendingEntry(
  db: Kysely<Schema>,
  { updateServer, now, actor, reason, target, before, message }: Begun,
): Promise<string> {
  const { action, subject } = target
  const named = before === null ? nameless(target) : nameResource(subject, before)
  const { id } = await db
    .insertInto('audit_log')
    .values({
      ...named,
      update_server: updateServer,
      created_ts: now,
      actor,
      action,
      subject,
      before: before && JSON.stringify(auditSnapshot(subject, before)),
      after: null,
      reason,
      outcome: message === null ? 'unknown' : 'refused',
      message,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const nameless = ({ application, id }: WriteTarget) => ({
  application_id: application,
  subject_id: id,
  subject_name: '',
})

type Completion = Pick<AuditEntry, 'outcome' | 'message'> &
  Partial<NonNullable<ReturnType<typeof auditColumns>>>

export async function completePendingEntry(
  db: Kysely<Schema>,
  id: string,
  completion: Completion,
): Promise<void> {
  await db.updateTable('audit_log').set(completion).where('id', '=', id).execute()
}

/** Of a write that changed nothing. */
export async function deletePendingEntry(db: Kysely<Schema>, id: string): Promise<void> {
  await db.deleteFrom('audit_log').where('id', '=', id).execute()
}
