import type { Transaction } from 'kysely'
import type { AuditAction, AuditedResource, AuditSubject } from '#contract/audit-log.ts'
import { isSameValue } from '#contract/write-context.ts'
import type { Schema } from '#server/database/schema.ts'
import { auditSnapshot, auditSnapshotText, nameResource } from './audit-snapshot.ts'
import type { AuditContext } from './audit-context.ts'
import { auditName } from './audit-text.ts'

export interface AuditedChange {
  subject: AuditSubject
  /** The resource in the API's JSON; null where it is created. */
  before: AuditedResource | null
  /** Null where it is deleted. */
  after: AuditedResource | null
}

/**
 * Records a write in the write's own transaction, so that neither is committed without the other. A write that changes
 * nothing leaves no entry.
 */
export async function recordAuditEntry(
  trx: Transaction<Schema>,
  { actor, reason }: AuditContext,
  change: AuditedChange,
  now: Date,
): Promise<void> {
  const columns = auditColumns(change)
  if (columns === null) return
  await trx
    .insertInto('audit_log')
    .values({
      ...columns,
      update_server: null,
      created_ts: now,
      actor,
      reason,
      outcome: 'done',
      message: null,
    })
    .execute()
}

/** The columns of the audit log that describe a change; null where nothing changed. */
export function auditColumns({ subject, before, after }: AuditedChange) {
  const resource = after ?? before
  const snapshots = {
    before: before && auditSnapshot(subject, before),
    after: after && auditSnapshot(subject, after),
  }
  if (resource === null || isSameValue(snapshots.before, snapshots.after)) return null
  return {
    ...auditName(nameResource(subject, resource)),
    action: actionOf(before, after),
    subject,
    before: auditSnapshotText(snapshots.before),
    after: auditSnapshotText(snapshots.after),
  }
}

function actionOf(before: AuditedResource | null, after: AuditedResource | null): AuditAction {
  if (before === null) return 'create'
  return after === null ? 'delete' : 'replace'
}
