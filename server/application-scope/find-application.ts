import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { badRequest } from '#server/http/http-error.ts'

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/**
 * The id of the application that a path, a query or a node names by its id or product id: in any case
 * of letters, with spaces or one pair of braces around it. Null when there is none.
 */
export async function findApplicationId(db: Kysely<Schema>, named: string): Promise<string | null> {
  const key = named
    .trim()
    .replace(/^\{(.+)\}$/s, '$1')
    .trim()
    .toLowerCase()
  if (!UUID.test(key) && !key.includes('.')) return null
  const row = await db
    .selectFrom('applications')
    .select('id')
    .where(UUID.test(key) ? sql<boolean>`id = ${key}` : sql<boolean>`lower(product_id) = ${key}`)
    .executeTakeFirst()
  return row?.id ?? null
}

/** The same; refuses what names none with 400, as the API does everywhere. */
export async function requireApplicationId(db: Kysely<Schema>, named: string): Promise<string> {
  const id = await findApplicationId(db, named)
  if (id === null) throw unknownApplication(named)
  return id
}

export const unknownApplication = (named: string) =>
  badRequest('unknown-application', `There is no application with the id or product id “${named}”.`)
