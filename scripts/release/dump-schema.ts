/**
 * `npm run dump-schema`: keeps a dump of the newest schema, with a small fleet that this version wrote, so that upgrades
 * from it are tested from then on. Needs `pg_dump` of the same PostgreSQL, or a newer one.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { createRandom } from '#contract/random.ts'
import { createApp } from '#server/app.ts'
import { systemClock } from '#server/clock.ts'
import { connectDatabase } from '#server/database/connect.ts'
import { migrate, readKnownMigrations } from '#server/database/migrate.ts'
import { seedFlatcar } from '#server/seed/seed-flatcar.ts'
import { createRandomFleet } from '#server/testing/random-fleet.ts'
import { repository } from '#scripts/testing/repository-files.ts'
import { startTestPostgres } from '#scripts/testing/test-postgres.ts'

const STEPS = 300
/** Commands of psql, comments and empty lines: the dump is run by a driver. */
const NO_STATEMENT = /^(?:\\.*|--.*|)\n/gm

const newest = (await readKnownMigrations()).at(-1)
const postgres = await startTestPostgres({})
try {
  const database = await connectDatabase({ kind: 'postgres', url: postgres.url })
  const context = { db: database.db, clock: systemClock }
  await migrate(context.db)
  await seedFlatcar(context)
  const app = await createApp(context)
  const fleet = await createRandomFleet(app, createRandom('dump'))
  for (let step = 0; step < STEPS; step++) await fleet.step()
  await app.close()
  await database.close()
  const flags = ['--no-owner', '--no-privileges', '--inserts', '--rows-per-insert=500', postgres.url]
  const dump = execFileSync('pg_dump', flags, { encoding: 'utf8', maxBuffer: 1e9 }).replaceAll(
    NO_STATEMENT,
    '',
  )
  const file = `server/database/earlier-schemas/${newest}.sql.gz`
  writeFileSync(path.join(repository, file), gzipSync(dump, { level: 9 }))
  console.log(`Wrote ${file}.`)
} finally {
  await postgres.stop()
}
