import type { Transaction } from 'kysely'
import type { Package, PackageWrite } from '#contract/package.ts'
import type { Schema } from '#server/database/schema.ts'

type File = NonNullable<Package['extra_files']>[number]
type FileWrite = NonNullable<PackageWrite['extra_files']>[number]

/** A file that names the id of one that the package has replaces it; any other is new; the rest are deleted. */
export async function replaceFiles(
  trx: Transaction<Schema>,
  package_id: string,
  before: readonly File[],
  wanted: readonly FileWrite[],
  now: Date,
): Promise<void> {
  const left = new Set(before.map(({ id }) => id))
  for (const { id, name, size, hash, hash256 } of wanted) {
    const columns = { name, size, hash, hash256 }
    if (id && left.delete(id))
      await trx.updateTable('package_files').set(columns).where('id', '=', id).execute()
    else
      await trx
        .insertInto('package_files')
        .values({ ...columns, package_id, created_ts: now })
        .execute()
  }
  if (left.size > 0)
    await trx
      .deleteFrom('package_files')
      .where('id', 'in', [...left])
      .execute()
}
