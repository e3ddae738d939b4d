import type { Kysely } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Schema } from '#server/database/schema.ts'

/** The fields of a package that a node needs to install it. */
export type InstallablePackage = Awaited<ReturnType<typeof readInstallablePackages>>[number]

/** In no particular order, without deleted ones. */
export async function readInstallablePackages(db: Kysely<Schema>, ids: readonly string[]) {
  return db
    .selectFrom('packages as p')
    .where('p.id', 'in', ids)
    .select(['p.id', 'p.type', 'p.version', 'p.url', 'p.filename', 'p.size', 'p.hash'])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('package_files as f')
          .whereRef('f.package_id', '=', 'p.id')
          .select(['f.name', 'f.size', 'f.hash', 'f.hash256'])
          .orderBy('f.id'),
      ).as('files'),
      jsonObjectFrom(
        eb
          .selectFrom('flatcar_actions as a')
          .whereRef('a.package_id', '=', 'p.id')
          .select(['a.event', 'a.chromeos_version', 'a.sha256', 'a.needs_admin', 'a.is_delta'])
          .select(['a.disable_payload_backoff', 'a.metadata_signature_rsa', 'a.metadata_size', 'a.deadline']),
      ).as('flatcar_action'),
    ])
    .execute()
}
