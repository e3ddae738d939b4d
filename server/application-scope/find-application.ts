import { type Kysely, sql } from 'kysely'
import { isUuid } from '#server/database/is-uuid.ts'
import type { Schema } from '#server/database/schema.ts'
import { badRequest } from '#server/http/http-error.ts'

/**
 * The id of the application with this id or product id, in any letter case, with surrounding spaces and one pair of
 * braces removed. Null when there is none.
 */
export async function findApplicationId(db: Kysely<Schema>, idOrProductId: string): Promise<string | null> {
  const key = idOrProductId
    .trim()
    .replace(/^\{(.+)\}$/s, '$1')
    .trim()
    .toLowerCase()
  if (!isUuid(key) && !key.includes('.')) return null
  const row = await db
    .selectFrom('applications')
    .select('id')
    .where(isUuid(key) ? sql<boolean>`id = ${key}` : sql<boolean>`lower(product_id) = ${key}`)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Like `findApplicationId`; throws an HTTP error 400 for an unknown application, as the API does everywhere. */
export async function requireApplicationId(db: Kysely<Schema>, idOrProductId: string): Promise<string> {
  const id = await findApplicationId(db, idOrProductId)
  if (id === null) throw unknownApplication(idOrProductId)
  return id
}

export const unknownApplication = (idOrProductId: string) =>
  badRequest('unknown-application', `There is no application with the id or product id “${idOrProductId}”.`)
