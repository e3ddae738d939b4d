import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMigratedDirectory, migratedTemplate } from '#server/testing/migrated-template.ts'
import { connectEmbedded, connectEmbeddedCopy } from './connect-embedded.ts'
import { POSTGRES_MAJOR_VERSION } from './data-directory.ts'
import { vacuumOneTable } from './maintenance.ts'

// Creating a database takes seconds while other tests keep the processors busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const silent = () => {}
let directory: string

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'platte-data-'))
})
afterEach(async () => {
  await rm(directory, { recursive: true, force: true })
})

describe('the embedded database', () => {
  test('keeps what was written, although an interrupted creation left files', async () => {
    await mkdir(path.join(directory, 'postgres.unfinished'))
    await writeFile(path.join(directory, 'postgres.unfinished', 'PG_VERSION'), '18\n')
    const first = await connectEmbedded(directory, silent)
    await sql`create table notes as select 'kept' as note`.execute(first.db)
    await first.close()
    expect(await readdir(directory)).toEqual(['postgres'])
    const second = await connectEmbedded(directory, silent)
    expect((await sql`select note from notes`.execute(second.db)).rows).toEqual([{ note: 'kept' }])
    await second.close()
  })

  test('refuses files of another PostgreSQL version, and leaves them unchanged', async () => {
    await mkdir(path.join(directory, 'postgres'))
    await writeFile(path.join(directory, 'postgres', 'PG_VERSION'), '17\n')
    await expect(connectEmbedded(directory, silent)).rejects.toThrow(
      `The data directory ${directory} was created with PostgreSQL 17, and this is PostgreSQL ${POSTGRES_MAJOR_VERSION}`,
    )
    expect(await readdir(directory)).toEqual(['postgres'])
  })

  test('refuses a data directory that is a file', async () => {
    const file = path.join(directory, 'file')
    await writeFile(file, '')
    await expect(connectEmbedded(file, silent)).rejects.toThrow(`The data directory ${file} can't be used: `)
  })

  test('reports why it failed, fails later queries, and does not start again', async () => {
    await createMigratedDirectory(directory)
    const { db, close, onFailure } = await connectEmbedded(directory, silent)
    const lost = new Promise<Error>((resolve) => {
      onFailure(resolve)
    })
    await rm(path.join(directory, 'postgres', 'pg_wal'), { recursive: true })
    const writes =
      sql`create table filled as select repeat('x', 1000) from generate_series(1, 40000)`.execute(db)
    await expect(writes).rejects.toThrow('The embedded database failed: ')
    expect((await lost).message).toContain('pg_wal')
    await expect(sql`select 1`.execute(db)).rejects.toThrow('The embedded database failed: ')
    await close()
    expect(await readdir(directory)).toEqual(['postgres'])
    await expect(connectEmbedded(directory, silent)).rejects.toThrow(
      `The database in ${directory}/postgres doesn't start: required WAL directory "pg_wal" does not exist`,
    )
    expect(await readdir(directory)).toEqual(['postgres'])
  })
})

describe('in memory', () => {
  let template: Uint8Array

  beforeAll(async () => {
    const original = await connectEmbeddedCopy(await migratedTemplate())
    await sql`create table notes (note text)`.execute(original.db)
    template = await original.dump()
    await original.close()
  })

  test('it is the expected PostgreSQL version, has no other database, and uses UTC', async () => {
    const { db, close } = await connectEmbeddedCopy(template)
    const { rows } = await sql`
      select split_part(current_setting('server_version'), '.', 1) as version,
        current_setting('timezone') as zone,
        (select array_agg(datname::text) from pg_database) as databases`.execute(db)
    expect(rows).toEqual([{ version: POSTGRES_MAJOR_VERSION, zone: 'UTC', databases: ['postgres'] }])
    await close()
  })

  test('copies start with the rows of the original, and are independent', async () => {
    const [one, other] = await Promise.all([connectEmbeddedCopy(template), connectEmbeddedCopy(template)])
    await sql`insert into notes values ('one')`.execute(one.db)
    expect((await sql`select note from notes`.execute(one.db)).rows).toEqual([{ note: 'one' }])
    expect((await sql`select note from notes`.execute(other.db)).rows).toEqual([])
    await Promise.all([one.close(), other.close()])
  })

  test('a failed transaction does not affect the next query', async () => {
    const { db, close } = await connectEmbeddedCopy(template)
    const broken = db.transaction().execute(async (transaction) => {
      await sql`insert into notes values ('undone')`.execute(transaction)
      await sql`select 1 / 0`.execute(transaction)
    })
    await expect(broken).rejects.toThrow('division by zero')
    expect((await sql`select note from notes`.execute(db)).rows).toEqual([])
    await close()
  })

  test('tables are vacuumed one at a time, the one that needs it most first, until all are', async () => {
    const { db, close } = await connectEmbeddedCopy(template)
    await sql`create table busy as select generate_series(1, 1000) as n`.execute(db)
    await sql`delete from busy where n > 100`.execute(db)
    await sql`select pg_stat_force_next_flush()`.execute(db)
    expect(await vacuumOneTable(db)).toBe('busy')
    const others: string[] = []
    for (let name = await vacuumOneTable(db); name !== null; name = await vacuumOneTable(db)) {
      others.push(name)
      // There are about 120, and each vacuum changes the statistics.
      expect(others.length).toBeLessThan(300)
    }
    expect(others).not.toContain('busy')
    await close()
  })
})
