import type { Instance } from '#contract/instance.ts'
import type { Context } from '#server/context.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { badRequest } from '#server/http/http-error.ts'
import { recordAuditEntry } from '#server/audit/record-audit-entry.ts'
import { requireExpected } from '#server/audit/require-expected.ts'
import type { AuditContext } from '#server/audit/audit-context.ts'
import { INSTANCE_COLUMNS, NO_APPLICATION, toNode } from './node-queries.ts'

/** Sets the alias; an empty one removes it. An unknown node is an error 400 (docs/protocol.md, “Missing resources”). */
export async function renameNode(
  { db, clock }: Context,
  id: string,
  alias: string,
  audit: AuditContext,
): Promise<Instance> {
  return inTransaction(db, async (trx) => {
    const before = await trx
      .selectFrom('instances')
      .select(INSTANCE_COLUMNS)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!before) throw badRequest('unknown-instance', `There is no node with the id ${id}.`)
    requireExpected(audit, before)
    await trx.updateTable('instances').set({ alias }).where('id', '=', id).execute()
    await recordAuditEntry(trx, audit, { subject: 'instance', before, after: { id, alias } }, clock.now())
    return toNode({ ...before, alias }, NO_APPLICATION)
  })
}
