import type { Transaction } from 'kysely'
import type { Application, ApplicationWrite } from '#contract/application.ts'
import type { Context } from '#server/context.ts'
import { mapConstraintErrors } from '#server/http/map-constraint-errors.ts'
import type { Schema } from '#server/database/schema.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { conflict } from '#server/http/http-error.ts'
import { recordAuditEntry } from '#server/audit/record-audit-entry.ts'
import { requireExpected } from '#server/audit/require-expected.ts'
import type { AuditContext } from '#server/audit/audit-context.ts'
import { SWEEP_MS, sweepDeleted } from '#server/deletion/sweep-deleted.ts'
import { requireApplication } from './application-queries.ts'
import { cloneChannelsAndGroups } from './clone-channels-and-groups.ts'
import { requireApplicationId } from '#server/application-scope/find-application.ts'
import { lockApplication } from '#server/application-scope/lock-application.ts'

export async function createApplication(
  { db, clock }: Context,
  body: ApplicationWrite,
  cloneFrom: string | null,
  audit: AuditContext,
): Promise<Application> {
  return inTransaction(db, async (trx) => {
    const source = cloneFrom === null ? null : await requireApplicationId(trx, cloneFrom)
    const now = clock.now()
    const { id } = await trx
      .insertInto('applications')
      .values({ ...toColumns(body), created_ts: now })
      .returning('id')
      .executeTakeFirstOrThrow()
      .catch(mapConstraintErrors(valueTaken(body)))
    if (source !== null) await cloneChannelsAndGroups(trx, source, id, now)
    const after = await requireApplication(trx, id, now)
    await recordAuditEntry(trx, audit, { subject: 'application', before: null, after }, now)
    return after
  })
}

export async function replaceApplication(
  { db, clock }: Context,
  application: string,
  body: ApplicationWrite,
  audit: AuditContext,
): Promise<Application> {
  return inTransaction(db, async (trx) => {
    const now = clock.now()
    const id = await requireApplicationId(trx, application)
    const before = await lockAndReadApplication(trx, id, now)
    requireExpected(audit, before)
    await trx
      .updateTable('applications')
      .set(toColumns(body))
      .where('id', '=', id)
      .execute()
      .catch(mapConstraintErrors(valueTaken(body)))
    const after = await requireApplication(trx, id, now)
    await recordAuditEntry(trx, audit, { subject: 'application', before, after }, now)
    return after
  })
}

/** Nobody finds it from then on. What many nodes left of it is deleted later. */
export async function deleteApplication(
  { db, clock }: Context,
  application: string,
  audit: AuditContext,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const id = await requireApplicationId(trx, application)
    const before = await lockAndReadApplication(trx, id, clock.now())
    requireExpected(audit, before)
    const deleted = { deleted_ts: clock.now() }
    await trx.updateTable('all_groups').set(deleted).where('application_id', '=', id).execute()
    await trx.deleteFrom('channels').where('application_id', '=', id).execute()
    await trx.deleteFrom('packages').where('application_id', '=', id).execute()
    await trx.updateTable('all_applications').set(deleted).where('id', '=', id).execute()
    await recordAuditEntry(trx, audit, { subject: 'application', before, after: null }, clock.now())
  })
  await sweepDeleted(db, { forMs: SWEEP_MS })
}

/** Reads the application under its lock. */
async function lockAndReadApplication(trx: Transaction<Schema>, id: string, now: Date): Promise<Application> {
  await lockApplication(trx, id)
  return requireApplication(trx, id, now)
}

const toColumns = ({ name, description, product_id }: ApplicationWrite) => ({
  name,
  description: description ?? '',
  product_id: product_id || null,
})

const valueTaken = ({ name, product_id }: ApplicationWrite) => ({
  applications_name_key: conflict(
    'name-taken',
    `There is already an application with the name “${name}”.`,
    'name',
  ),
  applications_product_id: conflict(
    'product-id-taken',
    `There is already an application with the product id “${product_id}”.`,
    'product_id',
  ),
})
