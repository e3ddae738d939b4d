import type { Application, ApplicationWrite } from '#contract/application.ts'
import type { Context } from '#server/context.ts'
import { orRefuse } from '#server/database/or-refuse.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { conflict } from '#server/http/refusal.ts'
import { requireApplication } from './application-queries.ts'
import { cloneParts } from './clone-application.ts'
import { requireApplicationId, unknownApplication } from './find-application.ts'

export async function createApplication(
  { db, clock }: Context,
  body: ApplicationWrite,
  cloneFrom: string | null,
): Promise<Application> {
  return inTransaction(db, async (trx) => {
    const source = cloneFrom === null ? null : await requireApplicationId(trx, cloneFrom)
    const now = clock.now()
    const { id } = await trx
      .insertInto('applications')
      .values({ ...columnsOf(body), created_ts: now })
      .returning('id')
      .executeTakeFirstOrThrow()
      .catch(orRefuse(takenBy(body)))
    if (source !== null) await cloneParts(trx, source, id, now)
    return requireApplication(trx, id, now)
  })
}

export async function replaceApplication(
  { db, clock }: Context,
  named: string,
  body: ApplicationWrite,
): Promise<Application> {
  return inTransaction(db, async (trx) => {
    const id = await requireApplicationId(trx, named)
    await trx
      .updateTable('applications')
      .set(columnsOf(body))
      .where('id', '=', id)
      .execute()
      .catch(orRefuse(takenBy(body)))
    return requireApplication(trx, id, clock.now())
  })
}

export async function deleteApplication({ db }: Context, named: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const id = await requireApplicationId(trx, named)
    const { numDeletedRows } = await trx
      .deleteFrom('applications')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (numDeletedRows === 0n) throw unknownApplication(named)
  })
}

const columnsOf = ({ name, description, product_id }: ApplicationWrite) => ({
  name,
  description: description ?? '',
  product_id: product_id || null,
})

const takenBy = ({ name, product_id }: ApplicationWrite) => ({
  applications_name_key: conflict(
    'name-taken',
    `There is an application with the name “${name}” already.`,
    'name',
  ),
  applications_product_id: conflict(
    'product-id-taken',
    `There is an application with the product id “${product_id}” already.`,
    'product_id',
  ),
})
