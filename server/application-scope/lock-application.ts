import type { Transaction } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { unknownApplication } from './find-application.ts'

/**
 * Makes every other write to the application's channels, packages, groups and floors wait, so that what one
 * of them has checked still holds when it writes. Check-ins of nodes don't wait for it. Whoever needs a
 * group's or a node's lock too takes this one first.
 */
export async function lockApplication(trx: Transaction<Schema>, applicationId: string): Promise<void> {
  const row = await trx
    .selectFrom('applications')
    .select('id')
    .where('id', '=', applicationId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw unknownApplication(applicationId)
}
