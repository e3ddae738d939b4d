import { once } from 'node:events'
import { type FileHandle, open, readdir } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { type Kysely, sql } from 'kysely'
import { pack, type Pack } from 'tar-stream'
import { POSTGRES_MAJOR_VERSION } from '#server/database/data-directory.ts'
import { readAppliedMigrations } from '#server/database/migrate.ts'
import type { Schema } from '#server/database/schema.ts'
import { errorCode } from '#server/errors/error-code.ts'
import { toError } from '#server/errors/to-error.ts'
import { type BackupManifest, MANIFEST, POSTGRES } from './backup-manifest.ts'

type Db = Kysely<Schema>

/** Keeps the write-ahead log since the backup's begin, whatever checkpoints come meanwhile. */
const SLOT = 'platte_backup'
const CHUNK_BYTES = 256 * 1024
const WAL_DIRECTORY = 'pg_wal'
const WAL_SEGMENT = /^[\dA-F]{24}$/
/** Rebuilt or meaningless in a copy: PostgreSQL's documentation, “Backing Up the Data Directory”. */
const NOT_COPIED = [
  /^postmaster\.(?:pid|opts)$/,
  /^(?:pg_dynshmem|pg_notify|pg_replslot|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|pg_wal)\/./,
  /(?:^|\/)pgsql_tmp/,
  /^backup_label/,
]

/**
 * A tar archive of the database in use: a base backup as `pg_basebackup` makes it, which PostgreSQL brings to one
 * instant by replaying the write-ahead log that is in the archive too. Other queries run meanwhile. One at a time.
 * @param files the directory with PostgreSQL's files
 * @param now when the backup is made
 */
export function writeBackup(db: Db, files: string, now: Date): Backup {
  const archive = pack()
  const ended = addDatabase(archive, db, files, now).catch((error: unknown) => {
    archive.destroy(toError(error))
  })
  return { stream: Readable.from(archive), ended }
}

export interface Backup {
  /** Fails where the backup does. */
  stream: Readable
  /** Resolves when the database is no longer in the state of a backup. */
  ended: Promise<void>
}

/** Removes what a backup that was killed left behind, so that the write-ahead log does not grow for ever. */
export async function dropBackupSlot(db: Db): Promise<void> {
  await sql`select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = ${SLOT}`.execute(
    db,
  )
}

async function addDatabase(archive: Pack, db: Db, files: string, now: Date): Promise<void> {
  const manifest: BackupManifest = {
    format: 1,
    created_at: now.toISOString(),
    postgres: POSTGRES_MAJOR_VERSION,
    migrations: await readAppliedMigrations(db),
  }
  await addText(archive, MANIFEST, JSON.stringify(manifest))
  await sql`select pg_create_physical_replication_slot(${SLOT}, true)`.execute(db)
  try {
    await addBaseBackup(archive, db, files)
  } finally {
    await dropBackupSlot(db)
  }
  archive.finalize()
}

async function addBaseBackup(archive: Pack, db: Db, files: string): Promise<void> {
  await sql`select pg_backup_start('platte', true)`.execute(db)
  let isStopped = false
  try {
    for (const entry of await listEntries(files))
      // An archive is written in order.
      await addEntry(archive, files, entry)
    const { label, lastSegment } = await stopBackup(db)
    isStopped = true
    for (const segment of await listSegments(files, label, lastSegment))
      // An archive is written in order.
      await addEntry(archive, files, { path: `${WAL_DIRECTORY}/${segment}`, isDirectory: false })
    await addText(archive, `${POSTGRES}/backup_label`, label)
  } finally {
    if (!isStopped) await stopBackup(db)
  }
}

interface Entry {
  /** From PostgreSQL's directory, separated by `/`. */
  path: string
  isDirectory: boolean
}

/** Directories before what is in them, and the control file last: PostgreSQL's documentation asks for that. */
async function listEntries(files: string): Promise<Entry[]> {
  const entries = (await readdir(files, { recursive: true, withFileTypes: true }))
    .map((entry) => ({
      path: path.relative(files, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'),
      isDirectory: entry.isDirectory(),
    }))
    .filter((entry) => !NOT_COPIED.some((pattern) => pattern.test(entry.path)))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
  const isControl = (entry: Entry) => entry.path === 'global/pg_control'
  const walState = ['archive_status', 'summaries'].map((name) => ({
    path: `${WAL_DIRECTORY}/${name}`,
    isDirectory: true,
  }))
  return [...entries.filter((entry) => !isControl(entry)), ...walState, ...entries.filter(isControl)]
}

async function stopBackup(db: Db): Promise<{ label: string; lastSegment: string }> {
  const { rows } = await sql<{ label: string; last: string }>`
    select labelfile as label, pg_walfile_name(lsn) as last from pg_backup_stop(false)`.execute(db)
  const [row] = rows
  if (!row) throw new Error('PostgreSQL did not end the backup.')
  return { label: row.label, lastSegment: row.last }
}

/** The segments of the write-ahead log that the copy needs. */
async function listSegments(files: string, label: string, last: string): Promise<string[]> {
  const first = /\(file ([\dA-F]{24})\)/.exec(label)?.[1]
  if (first === undefined) throw new Error(`PostgreSQL's backup label names no segment: ${label}`)
  const names = await readdir(path.join(files, WAL_DIRECTORY))
  return names.filter((name) => WAL_SEGMENT.test(name) && name >= first && name <= last).toSorted()
}

async function addText(archive: Pack, name: string, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    archive.entry({ name, mode: 0o600 }, text, (error) => (error ? reject(error) : resolve()))
  })
}

async function addEntry(archive: Pack, files: string, { path: name, isDirectory }: Entry): Promise<void> {
  if (isDirectory) {
    await new Promise<void>((resolve, reject) => {
      const header = { name: `${POSTGRES}/${name}`, type: 'directory', mode: 0o700 } as const
      archive.entry(header, (error) => (error ? reject(error) : resolve()))
    })
    return
  }
  const file = await openIfThere(path.join(files, name))
  if (!file) return
  try {
    await addFile(archive, `${POSTGRES}/${name}`, file)
  } finally {
    await file.close()
  }
}

/** Null where PostgreSQL has deleted it meanwhile: the write-ahead log does that in the copy too. */
async function openIfThere(file: string): Promise<FileHandle | null> {
  try {
    return await open(file, 'r')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

/** As many bytes as it has now. What PostgreSQL cuts off meanwhile is zero, and is cut off in the copy by its log. */
async function addFile(archive: Pack, name: string, file: FileHandle): Promise<void> {
  const { size } = await file.stat()
  await new Promise<void>((resolve, reject) => {
    // Also called when the archive's reader has gone: then nothing drains it.
    const entry = archive.entry({ name, size, mode: 0o600 }, (error) => (error ? reject(error) : resolve()))
    copyInto(entry, file, size).catch(reject)
  })
}

async function copyInto(entry: ReturnType<Pack['entry']>, file: FileHandle, size: number): Promise<void> {
  for (let position = 0; position < size; position += CHUNK_BYTES) {
    const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, size - position))
    // One chunk in memory at a time.
    await file.read(chunk, 0, chunk.length, position)
    if (!entry.write(chunk)) await once(entry, 'drain')
  }
  entry.end(null)
}
