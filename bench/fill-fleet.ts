import { type Kysely, sql } from 'kysely'
import { systemClock } from '#server/clock.ts'
import { connectDatabase, type DatabaseLocation } from '#server/database/connect.ts'
import { withClient } from '#server/database/with-client.ts'
import { countOnce } from '#server/database/count-once.ts'
import { migrate } from '#server/database/migrate.ts'
import type { Schema } from '#server/database/schema.ts'
import { seedFlatcar } from '#server/seed/seed-flatcar.ts'
import { BOOTED, fillStatements, GRANTED, NEBRASKA_TABLES, OUR_TABLES, SPREAD } from './fleet-rule.ts'

/** Rows written in bulk, in no order, leave the indexes half empty, as nodes that check in one by one don't. */
const TIDY = ['reindex schema public', 'vacuum (analyze)', 'checkpoint']

/** Tidying a large fleet takes longer than a statement of the server may. */
function withoutTimeout(location: DatabaseLocation): DatabaseLocation {
  if (location.kind === 'embedded') return location
  const url = new URL(location.url)
  url.searchParams.set('statement_timeout', '0')
  return { ...location, url: url.href }
}

/** Makes our schema in an empty database, fills it and closes it. */
export async function fillOurs(location: DatabaseLocation, nodes: number): Promise<void> {
  const { db, close } = await connectDatabase(withoutTimeout(location))
  try {
    await migrate(db)
    await seedFlatcar({ db, clock: systemClock })
    await db
      .transaction()
      .execute((trx) =>
        countOnce(trx, () => run(trx, [...fillStatements(OUR_TABLES, nodes), BOOTED, GRANTED, FAILED])),
      )
    await run(db, TIDY)
  } finally {
    await close()
  }
}

/** 2,000 failed updates of the last hours, with five codes. */
const FAILED = `insert into instance_status_history
    (status, version, error_code, created_ts, instance_id, application_id, group_id)
  select 3, last_update_version, (array['9', '10', '15', '37', '5'])[1 + place % 5], now() - place * interval '5 seconds',
    instance_id, application_id, group_id
  from (
    select *, row_number() over (order by instance_id)::int as place from instance_applications
  ) as numbered where place <= 2000`

/** Moves the nodes, so that each group of their application has as many as another, give or take a few. */
export async function spreadNodes(location: DatabaseLocation): Promise<void> {
  const { db, close } = await connectDatabase(location)
  try {
    await db.transaction().execute((trx) => countOnce(trx, () => run(trx, [SPREAD, GRANTED])))
  } finally {
    await close()
  }
}

/** Makes each node of the fleet run a version that no other one runs. */
export async function giveEachItsVersion(location: DatabaseLocation): Promise<void> {
  const { db, close } = await connectDatabase(location)
  try {
    await db.transaction().execute((trx) => countOnce(trx, () => run(trx, EACH_ITS_VERSION)))
    await run(db, ['vacuum (analyze)'])
  } finally {
    await close()
  }
}

/** As of nodes that registered with it, and were never updated. */
const EACH_ITS_VERSION = [
  'truncate instance_status_history, version_spells',
  `update instance_applications n set version = '4081.3.' || place, last_update_granted_ts = null,
      completed_version = null, completed_ts = null
    from (select instance_id, row_number() over (order by instance_id) as place from instance_applications) as numbered
    where numbered.instance_id = n.instance_id`,
]

async function run(db: Kysely<Schema>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** Fills the fresh database of a Nebraska by the same rule. */
export async function fillNebraska(url: string, nodes: number): Promise<void> {
  await withClient({ connectionString: url }, async (client) => {
    for (const statement of [...fillStatements(NEBRASKA_TABLES, nodes), ...TIDY])
      await client.query(statement)
  })
}
