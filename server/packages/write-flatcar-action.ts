import type { Transaction } from 'kysely'
import { type Package, PACKAGE_TYPE, type PackageReplace, type PackageWrite } from '#contract/package.ts'
import type { Schema } from '#server/database/schema.ts'
import { mapConstraintErrors } from '#server/http/map-constraint-errors.ts'
import { badRequest, conflict } from '#server/http/http-error.ts'
import { parseId } from '#server/http/request-values.ts'

const FIELD = 'flatcar_action'

/** A new Flatcar package gets an action if its body has an id or a hash of one. */
export async function createFlatcarAction(
  trx: Transaction<Schema>,
  package_id: string,
  { type, flatcar_action }: PackageWrite,
  now: Date,
): Promise<void> {
  const hasAction = (flatcar_action?.id ?? flatcar_action?.sha256 ?? null) !== null
  if (type !== PACKAGE_TYPE.flatcar || !hasAction) return
  await trx
    .insertInto('flatcar_actions')
    .values({ package_id, sha256: flatcar_action?.sha256 ?? '', created_ts: now })
    .execute()
}

/**
 * Changes an existing action by its id, or by a hash without one, which Nebraska's own dashboard sends and Nebraska drops;
 * a package without an action gets one.
 */
export async function replaceFlatcarAction(
  trx: Transaction<Schema>,
  before: Package,
  { type, flatcar_action }: PackageReplace,
  now: Date,
): Promise<void> {
  if (type !== PACKAGE_TYPE.flatcar) return
  const id = flatcar_action?.id ? parseId(flatcar_action.id) : undefined
  if (id === null) throw badRequest('invalid-id', 'flatcar_action.id must be a UUID.', FIELD)
  const sha256 = flatcar_action?.sha256 ?? ''
  if (!before.flatcar_action)
    await trx
      .insertInto('flatcar_actions')
      .values({ ...(id ? { id } : {}), package_id: before.id, sha256, created_ts: now })
      .execute()
      .catch(mapConstraintErrors({ flatcar_actions_pkey: idTaken }))
  else if (id !== undefined && id !== before.flatcar_action.id) throw foreignAction
  else if (id !== undefined || sha256 !== '')
    await trx
      .updateTable('flatcar_actions')
      .set({ sha256 })
      .where('id', '=', before.flatcar_action.id)
      .execute()
}

const foreignAction = badRequest(
  'unknown-action',
  'flatcar_action.id is not the id of this package’s action. Leave it out, or read the package again.',
  FIELD,
)
const idTaken = conflict('id-taken', 'flatcar_action.id belongs to the action of another package.', FIELD)
