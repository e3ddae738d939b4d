import type { Transaction } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { unknownApplication } from './find-application.ts'

/**
 * Serializes writes to the application's channels, packages, groups and floors, so that what a write has checked still
 * holds when it writes. Check-ins don't take it. To take a group's or a node's lock too, take this one first.
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
