import type { Kysely } from 'kysely'
import type { AuditedResource, AuditEntry } from '#contract/audit-log.ts'
import { auditSnapshot, auditSnapshotText, nameResource } from '#server/audit/audit-snapshot.ts'
import { auditMessage, auditName } from '#server/audit/audit-text.ts'
import type { auditColumns } from '#server/audit/record-audit-entry.ts'
import type { Schema } from '#server/database/schema.ts'
import type { WriteTarget } from './write-target.ts'

interface PendingEntry {
  updateServer: string
  now: Date
  actor: string
  reason: string
  target: WriteTarget
  before: AuditedResource | null
  /** Why the write is refused without being forwarded; null where it is forwarded. */
  errorMessage: string | null
}

/** Inserts the entry of a write before it is forwarded. Returns the entry's id. */
export async function insertPendingEntry(
  db: Kysely<Schema>,
  { updateServer, now, actor, reason, target, before, errorMessage }: PendingEntry,
): Promise<string> {
  const { action, subject, application, id: subject_id } = target
  const name =
    before === null
      ? { application_id: application, subject_id, subject_name: '' }
      : nameResource(subject, before)
  const { id } = await db
    .insertInto('audit_log')
    .values({
      ...auditName(name),
      update_server: updateServer,
      created_ts: now,
      actor,
      action,
      subject,
      before: auditSnapshotText(before && auditSnapshot(subject, before)),
      after: null,
      reason,
      outcome: errorMessage === null ? 'unknown' : 'refused',
      message: auditMessage(errorMessage),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Completion = Pick<AuditEntry, 'outcome' | 'message'> &
  Partial<NonNullable<ReturnType<typeof auditColumns>>>

export async function completePendingEntry(
  db: Kysely<Schema>,
  id: string,
  completion: Completion,
): Promise<void> {
  const message = auditMessage(completion.message)
  await db
    .updateTable('audit_log')
    .set({ ...completion, message })
    .where('id', '=', id)
    .execute()
}

/** For a write that changed nothing. */
export async function deletePendingEntry(db: Kysely<Schema>, id: string): Promise<void> {
  await db.deleteFrom('audit_log').where('id', '=', id).execute()
}
