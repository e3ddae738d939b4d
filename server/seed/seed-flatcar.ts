import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import type { Context } from '#server/context.ts'
import { ACTIONS, CHANNELS, GROUPS, PACKAGES } from './flatcar-seed-rows.ts'
import { inTransaction } from '#server/database/transaction.ts'

/** Marks a database that was seeded; an operator may have deleted the application since. */
const SEEDED = 'flatcar_seeded'

/**
 * Adds Flatcar's application with its groups, channels and packages to a fresh database; changes no other. Processes
 * that start at once on one database wait for each other.
 */
export async function seedFlatcar({ db, clock }: Context): Promise<void> {
  const created_ts = clock.now()
  await inTransaction(db, async (trx) => {
    const fresh = await trx
      .insertInto('settings')
      .values({ key: SEEDED, value: created_ts.toISOString() })
      .onConflict((existing) => existing.doNothing())
      .returning('key')
      .executeTakeFirst()
    if (!fresh) return
    await trx
      .insertInto('applications')
      .values({
        id: FLATCAR_APPLICATION_ID,
        name: 'Flatcar Container Linux',
        description: 'Linux for massive server deployments',
        created_ts,
      })
      .execute()
    await trx.insertInto('packages').values(PACKAGES).execute()
    await trx.insertInto('flatcar_actions').values(ACTIONS).execute()
    await trx.insertInto('channels').values(CHANNELS).execute()
    await trx.insertInto('groups').values(GROUPS).execute()
  })
}
