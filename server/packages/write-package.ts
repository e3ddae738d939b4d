import type { Transaction } from 'kysely'
import type { Package, PackageReplace, PackageWrite } from '#contract/package.ts'
import { requireApplicationId } from '#server/application-scope/find-application.ts'
import { lockApplication } from '#server/application-scope/lock-application.ts'
import type { Context } from '#server/context.ts'
import { mapConstraintErrors } from '#server/http/map-constraint-errors.ts'
import type { Schema } from '#server/database/schema.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { conflict } from '#server/http/http-error.ts'
import { recordAuditEntry } from '#server/audit/record-audit-entry.ts'
import { requireExpected } from '#server/audit/require-expected.ts'
import type { AuditContext } from '#server/audit/audit-context.ts'
import { listFloorsOfPackage } from './package-floor-queries.ts'
import { addBlacklist, replaceBlacklist } from './write-blacklist.ts'
import { createFlatcarAction, replaceFlatcarAction } from './write-flatcar-action.ts'
import { replaceFiles } from './write-package-files.ts'
import { requirePackage } from './package-queries.ts'

export async function createPackage(
  { db, clock }: Context,
  named: string,
  body: PackageWrite,
  audit: AuditContext,
): Promise<Package> {
  const application_id = await requireApplicationId(db, named)
  const now = clock.now()
  return inTransaction(db, async (trx) => {
    await lockApplication(trx, application_id)
    const { id } = await trx
      .insertInto('packages')
      .values({ ...columnsOf(body), application_id, arch: body.arch, created_ts: now })
      .returning('id')
      .executeTakeFirstOrThrow()
      .catch(mapConstraintErrors(takenBy(body.version)))
    await addBlacklist(trx, { id, arch: body.arch }, body.channels_blacklist)
    await replaceFiles(trx, id, [], body.extra_files ?? [], now)
    await createFlatcarAction(trx, id, body, now)
    const after = await requirePackage(trx, id)
    await recordAuditEntry(trx, audit, { subject: 'package', before: null, after }, now)
    return after
  })
}

export async function replacePackage(
  { db, clock }: Context,
  named: string,
  id: string,
  body: PackageReplace,
  audit: AuditContext,
): Promise<Package> {
  await requireApplicationId(db, named)
  const now = clock.now()
  return inTransaction(db, async (trx) => {
    const before = await lockPackage(trx, id)
    requireExpected(audit, before)
    await trx
      .updateTable('packages')
      .set(columnsOf(body))
      .where('id', '=', id)
      .execute()
      .catch(mapConstraintErrors(takenBy(body.version)))
    await replaceBlacklist(trx, id, before.channels_blacklist ?? [], body.channels_blacklist)
    await replaceFiles(trx, id, before.extra_files ?? [], body.extra_files ?? [], now)
    await replaceFlatcarAction(trx, before, body, now)
    const after = await requirePackage(trx, id)
    await recordAuditEntry(trx, audit, { subject: 'package', before, after }, now)
    return after
  })
}

export async function deletePackage({ db, clock }: Context, id: string, audit: AuditContext): Promise<void> {
  await inTransaction(db, async (trx) => {
    const before = await lockPackage(trx, id)
    requireExpected(audit, before)
    if ((await listFloorsOfPackage(trx, id)).length > 0)
      throw conflict(
        'package-is-floor',
        `Version ${before.version} is a floor of a channel; remove the floor before deleting the package.`,
      )
    await trx.deleteFrom('packages').where('id', '=', id).execute()
    await recordAuditEntry(trx, audit, { subject: 'package', before, after: null }, clock.now())
  })
}

/** The package as it is once nobody else writes to its application. */
async function lockPackage(trx: Transaction<Schema>, id: string): Promise<Package> {
  const { application_id } = await requirePackage(trx, id)
  await lockApplication(trx, application_id)
  return requirePackage(trx, id)
}

const columnsOf = ({ type, version, url, filename, description, size, hash }: PackageReplace) => ({
  type,
  version,
  url,
  filename,
  description,
  size,
  hash,
})

const takenBy = (version: string) => ({
  packages_application_id_version_arch_key: conflict(
    'version-taken',
    `The application has a package of version ${version} for this arch already.`,
    'version',
  ),
})
