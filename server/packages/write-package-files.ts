import type { Transaction } from 'kysely'
import type { Package, PackageWrite } from '#contract/package.ts'
import type { Schema } from '#server/database/schema.ts'

type File = NonNullable<Package['extra_files']>[number]
type FileWrite = NonNullable<PackageWrite['extra_files']>[number]

/** A file with the id of an existing one replaces it; any other file is added; existing files left out are deleted. */
export async function replaceFiles(
  trx: Transaction<Schema>,
  package_id: string,
  before: readonly File[],
  files: readonly FileWrite[],
  now: Date,
): Promise<void> {
  const leftOut = new Set(before.map(({ id }) => id))
  for (const { id, name, size, hash, hash256 } of files) {
    const columns = { name, size, hash, hash256 }
    if (id && leftOut.delete(id))
      await trx.updateTable('package_files').set(columns).where('id', '=', id).execute()
    else
      await trx
        .insertInto('package_files')
        .values({ ...columns, package_id, created_ts: now })
        .execute()
  }
  if (leftOut.size > 0)
    await trx
      .deleteFrom('package_files')
      .where('id', 'in', [...leftOut])
      .execute()
}
