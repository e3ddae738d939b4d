import { type Kysely, sql } from 'kysely'
import { Client } from 'pg'
import { systemClock } from '#server/clock.ts'
import { connectDatabase, type DatabaseLocation } from '#server/database/connect.ts'
import { migrate } from '#server/database/migrate.ts'
import type { Schema } from '#server/database/schema.ts'
import { seedFlatcar } from '#server/database/seed-flatcar.ts'
import { fillStatements, NEBRASKA_TABLES, OUR_TABLES } from './fleet-rule.ts'

/** Makes our schema in an empty database, fills it and closes it. */
export async function fillOurs(location: DatabaseLocation, nodes: number): Promise<void> {
  const { db, close } = await connectDatabase(location)
  try {
    await migrate(db)
    await seedFlatcar({ db, clock: systemClock })
    await db.transaction().execute(async (trx) => {
      // Counting all at the end is faster than counting along, and gives the same.
      await countAlong(trx, false)
      for (const statement of fillStatements(OUR_TABLES, nodes))
        // oxlint-disable-next-line no-await-in-loop -- one connection
        await sql.raw(statement).execute(trx)
      await sql`select rebuild_kept_counts()`.execute(trx)
      await countAlong(trx, true)
    })
    await sql`vacuum (analyze)`.execute(db)
    await sql`checkpoint`.execute(db)
  } finally {
    await close()
  }
}

async function countAlong(db: Kysely<Schema>, counts: boolean): Promise<void> {
  const how = sql.raw(counts ? 'enable' : 'disable')
  for (const table of ['instance_applications', 'instance_status_history', 'version_spells'])
    // oxlint-disable-next-line no-await-in-loop -- one connection
    await sql`alter table ${sql.table(table)} ${how} trigger user`.execute(db)
}

/** Fills the fresh database of a Nebraska by the same rule. */
export async function fillNebraska(url: string, nodes: number): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of [...fillStatements(NEBRASKA_TABLES, nodes), 'vacuum (analyze)', 'checkpoint'])
      // oxlint-disable-next-line no-await-in-loop -- one connection
      await client.query(statement)
  } finally {
    await client.end()
  }
}
