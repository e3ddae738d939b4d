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
  application: string,
  body: PackageWrite,
  audit: AuditContext,
): Promise<Package> {
  const application_id = await requireApplicationId(db, application)
  const now = clock.now()
  return inTransaction(db, async (trx) => {
    await lockApplication(trx, application_id)
    const { id } = await trx
      .insertInto('packages')
      .values({ ...toColumns(body), application_id, arch: body.arch, created_ts: now })
      .returning('id')
      .executeTakeFirstOrThrow()
      .catch(mapConstraintErrors(versionTaken(body.version)))
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
  application: string,
  id: string,
  body: PackageReplace,
  audit: AuditContext,
): Promise<Package> {
  await requireApplicationId(db, application)
  const now = clock.now()
  return inTransaction(db, async (trx) => {
    const before = await lockAndReadPackage(trx, id)
    requireExpected(audit, before)
    await trx
      .updateTable('packages')
      .set(toColumns(body))
      .where('id', '=', id)
      .execute()
      .catch(mapConstraintErrors(versionTaken(body.version)))
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
    const before = await lockAndReadPackage(trx, id)
    requireExpected(audit, before)
    if ((await listFloorsOfPackage(trx, id)).length > 0)
      throw conflict(
        'package-is-floor',
        `Version ${before.version} is a floor of a channel. Remove the floor before you delete the package.`,
      )
    await trx.deleteFrom('packages').where('id', '=', id).execute()
    await recordAuditEntry(trx, audit, { subject: 'package', before, after: null }, clock.now())
  })
}

/** Reads the package under its application's lock. */
async function lockAndReadPackage(trx: Transaction<Schema>, id: string): Promise<Package> {
  const { application_id } = await requirePackage(trx, id)
  await lockApplication(trx, application_id)
  return requirePackage(trx, id)
}

const toColumns = ({ type, version, url, filename, description, size, hash }: PackageReplace) => ({
  type,
  version,
  url,
  filename,
  description,
  size,
  hash,
})

const versionTaken = (version: string) => ({
  packages_application_id_version_arch_key: conflict(
    'version-taken',
    `The application already has a package of version ${version} for this arch.`,
    'version',
  ),
})
