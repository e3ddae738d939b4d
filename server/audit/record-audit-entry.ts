import type { Transaction } from 'kysely'
import type { AuditAction, AuditSubject } from '#contract/audit-log.ts'
import { isSameValue } from '#contract/write-context.ts'
import type { Schema } from '#server/database/schema.ts'
import { nameResource, ownFields, type Thing } from './audit-snapshot.ts'
import type { Write } from './audit-context.ts'

export interface Change {
  subject: AuditSubject
  /** As the API tells it; null where there was nothing. */
  before: Thing | null
  /** Null where it is deleted. */
  after: Thing | null
}

/** Notes a write in its own transaction: there are both or neither. One that changed nothing is not noted. */
export async function recordAuditEntry(
  trx: Transaction<Schema>,
  { actor, reason }: Write,
  change: Change,
  now: Date,
): Promise<void> {
  const entry = entryOf(change)
  if (entry === null) return
  await trx
    .insertInto('audit_log')
    .values({ ...entry, update_server: null, created_ts: now, actor, reason, outcome: 'done', message: null })
    .execute()
}

/** What the audit log says of a change; null where there is none. */
export function entryOf({ subject, before, after }: Change) {
  const thing = after ?? before
  const [was, is] = [before && ownFields(subject, before), after && ownFields(subject, after)]
  if (thing === null || isSameValue(was, is)) return null
  return {
    ...nameResource(subject, thing),
    action: actionOf(before, after),
    subject,
    before: was && JSON.stringify(was),
    after: is && JSON.stringify(is),
  }
}

function actionOf(before: Thing | null, after: Thing | null): AuditAction {
  if (before === null) return 'create'
  return after === null ? 'delete' : 'replace'
}
