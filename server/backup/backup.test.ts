import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { access, copyFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { extract, type Header, pack } from 'tar-stream'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { systemClock } from '#server/clock.ts'
import { connectDatabase } from '#server/database/connect.ts'
import type { Database } from '#server/database/database.ts'
import { migrate, readKnownMigrations } from '#server/database/migrate.ts'
import { createMigratedDirectory } from '#server/testing/migrated-template.ts'
import { backUp } from './back-up.ts'
import { connectWithBackups, requestBackup } from './backup-socket.ts'
import { restore } from './restore.ts'

// Databases on disk take seconds where other tests keep the processors busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let directory: string
let data: string
let database: Database
const opened: Database[] = []
const inDirectory = (name: string) => path.join(directory, name)

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'platte-backup-'))
  data = inDirectory('data')
  await createMigratedDirectory(data)
  database = await connectWithBackups({ kind: 'embedded', directory: data }, systemClock, () => {})
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ close }) => close()))
  await Promise.all(
    (await readdir(directory))
      .filter((name) => name !== 'data')
      .map((name) => rm(inDirectory(name), { recursive: true })),
  )
})
afterAll(async () => {
  await database.close()
  await rm(directory, { recursive: true })
})

async function open(name: string): Promise<Database> {
  const restored = await connectDatabase({ kind: 'embedded', directory: inDirectory(name) })
  opened.push(restored)
  return restored
}

/** Transactions write a pair of rows each, so half a transaction shows. */
async function writePair({ db }: Database, number: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const values = [`pair-${number}-a`, `pair-${number}-b`].map((key) => ({ key, value: 'x'.repeat(500) }))
    await trx.insertInto('settings').values(values).execute()
  })
}

const keysOf = async ({ db }: Database) =>
  (await db.selectFrom('settings').select('key').orderBy('key').execute()).map(({ key }) => key)

test('a backup has what was written before it, and whole transactions of what is written meanwhile', async () => {
  let written = 0
  for (; written < 20; written++) await writePair(database, written)
  const done = new AbortController()
  const write = async () => {
    while (!done.signal.aborted) {
      await writePair(database, written)
      written++
      // The files lose what the copy needs unless it is kept for the backup.
      if (written % 10 === 0) await sql`checkpoint`.execute(database.db)
    }
  }
  const writing = write()
  expect(await backUp(data, inDirectory('copy.tar.gz'))).toBeGreaterThan(1_000_000)
  done.abort()
  await writing
  expect(written).toBeGreaterThan(20)

  await restore(inDirectory('restored'), inDirectory('copy.tar.gz'))
  const restored = await open('restored')
  const keys = await keysOf(restored)
  expect(keys.length % 2).toBe(0)
  expect(keys.length).toBeGreaterThanOrEqual(40)
  const all = await keysOf(database)
  expect(all).toEqual(expect.arrayContaining(keys))
  const indexed = await sql<{ key: string }>`select key from settings where key = 'pair-19-b'`.execute(
    restored.db,
  )
  expect(indexed.rows).toHaveLength(1)
  await migrate(restored.db)
  const slots = await sql`select 1 from pg_replication_slots`.execute(database.db)
  expect(slots.rows).toEqual([])
})

test('a client that leaves in the middle leaves the database without a running backup', async () => {
  const archive = await requestBackup(data)
  if (!archive) throw new Error('The database is not in use.')
  await once(archive, 'data')
  archive.destroy()
  await vi.waitFor(async () => {
    const { rows } = await sql`select 1 from pg_replication_slots`.execute(database.db)
    expect(rows).toEqual([])
  }, 20_000)
  await backUp(data, inDirectory('next.tar.gz'))
})

test('two backups at once are refused', async () => {
  const first = await requestBackup(data)
  await expect(backUp(data, inDirectory('second.tar.gz'))).rejects.toThrow(
    'Another backup of this database is running',
  )
  if (first) await buffer(first)
  expect(await readdir(directory)).toEqual(['data'])
})

test('a backup replaces no file, and needs a database', async () => {
  await writeFile(inDirectory('kept'), 'kept')
  await expect(backUp(data, inDirectory('kept'))).rejects.toThrow('kept exists already')
  expect(await readFile(inDirectory('kept'), 'utf8')).toBe('kept')
  await expect(backUp(inDirectory('nowhere'), inDirectory('copy'))).rejects.toThrow(
    'There is no embedded database',
  )
  await expect(access(inDirectory('nowhere'))).rejects.toThrow('ENOENT')
})

test('a failed backup leaves no file', async () => {
  await expect(backUp(data, inDirectory('no/such/copy.tar.gz'))).rejects.toThrow('The backup failed')
  expect(await readdir(directory)).toEqual(['data'])
})

/** The entries of a backup. */
async function readEntries(file: string): Promise<{ header: Header; content: Buffer }[]> {
  const archive = extract()
  const reading = pipeline(createReadStream(file), createGunzip(), archive)
  const entries: { header: Header; content: Buffer }[] = []
  for await (const entry of archive)
    entries.push({ header: entry.header, content: await buffer(Readable.from(entry)) })
  await reading
  return entries
}

/** Writes only a manifest, changed: what it says is refused before anything else is read. */
async function writeManifest(into: string, manifest: object): Promise<void> {
  await writeArchive(into, { 'platte-backup.json': JSON.stringify(manifest) })
}

async function writeArchive(into: string, files: Record<string, string>): Promise<void> {
  const archive = pack()
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, content)
  archive.finalize()
  await writeFile(into, gzipSync(await buffer(Readable.from(archive))))
}

test('a restore refuses what it can’t restore and leaves nothing behind', async () => {
  const copy = inDirectory('copy.tar.gz')
  await backUp(data, copy)
  const refused = async (file: string, message: string) => {
    await expect(restore(inDirectory('target'), inDirectory(file))).rejects.toThrow(message)
    expect(await readdir(inDirectory('target'))).toEqual([])
  }
  const [first] = await readEntries(copy)
  expect(first?.header.name).toBe('platte-backup.json')
  const text = String(first?.content)
  const manifest: object = JSON.parse(text)
  await writeManifest(inDirectory('newer'), {
    ...manifest,
    migrations: ['0001-foundation', '9999-tomorrow'],
  })
  await refused('newer', 'The backup is of a newer version of Platte (9999-tomorrow)')
  await writeManifest(inDirectory('postgres'), { ...manifest, postgres: '19' })
  await refused('postgres', 'The backup is of PostgreSQL 19, and this is PostgreSQL 18')
  await writeManifest(inDirectory('format'), { ...manifest, format: 2 })
  await refused('format', 'This is not a backup that this version of Platte can read')
  await copyFile(copy, inDirectory('cut'))
  await truncate(inDirectory('cut'), 500_000)
  await refused('cut', "The backup can't be read: unexpected end of file")
  await writeFile(inDirectory('text'), 'no archive')
  await refused('text', "The backup can't be read: incorrect header check")
  await refused('missing', "The backup can't be read: ENOENT")
  await writeArchive(inDirectory('outside'), { 'platte-backup.json': text, 'postgres/../../outside': 'text' })
  await refused('outside', 'The backup has a file outside of the database')
  await expect(restore(data, copy)).rejects.toThrow('is in use by another process')
})

test('a restore replaces no database, and a database that no process uses is backed up too', async () => {
  await backUp(data, inDirectory('copy.tar.gz'))
  await restore(inDirectory('target'), inDirectory('copy.tar.gz'))
  await expect(restore(inDirectory('target'), inDirectory('copy.tar.gz'))).rejects.toThrow(
    'has a database already',
  )
  await backUp(inDirectory('target'), inDirectory('again.tar.gz'))
  const { migrations } = await restore(inDirectory('again'), inDirectory('again.tar.gz'))
  expect(migrations).toEqual(await readKnownMigrations())
  expect(await keysOf(await open('again'))).toEqual(await keysOf(database))
})
