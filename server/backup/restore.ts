import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import { restoreDataDirectory } from '#server/database/data-directory.ts'
import { readKnownMigrations } from '#server/database/migrate.ts'
import { errorMessage } from '#server/errors/error-message.ts'
import { StartError } from '#server/errors/start-error.ts'
import { STANDARD_STREAM } from './back-up.ts'
import {
  type BackupManifest,
  MANIFEST,
  parseManifest,
  POSTGRES,
  refuseNewerBackup,
} from './backup-manifest.ts'

/**
 * Creates the embedded database in the directory from a backup, and starts it once. Throws a `StartError`, and leaves
 * no database, where the directory has one, or the backup is damaged, or newer than this version.
 */
export async function restore(directory: string, file: string): Promise<BackupManifest> {
  const known = await readKnownMigrations()
  let manifest: BackupManifest | null = null
  await restoreDataDirectory(directory, async (files) => {
    manifest = await extractBackup(file, files, known).catch((error: unknown) => {
      if (error instanceof StartError) throw error
      throw new StartError(`The backup can't be read: ${errorMessage(error)}.`)
    })
  })
  if (manifest === null) throw new Error('Nothing was restored.')
  return manifest
}

/** Returns the backup's manifest. */
async function extractBackup(file: string, into: string, known: readonly string[]): Promise<BackupManifest> {
  const archive = extract()
  const source = file === STANDARD_STREAM ? process.stdin : createReadStream(file)
  const reading = pipeline(source, createGunzip(), archive)
  // Its error arrives with the entries too.
  reading.catch(() => {})
  let manifest: BackupManifest | null = null
  for await (const entry of archive) {
    if (manifest === null) {
      if (entry.header.name !== MANIFEST) throw new StartError('This is not a backup of Platte.')
      manifest = parseManifest(await text(Readable.from(entry)))
      refuseNewerBackup(manifest, known)
    } else await extractEntry(entry, into)
  }
  await reading
  if (manifest === null) throw new StartError('This is not a backup of Platte.')
  return manifest
}

interface Entry extends AsyncIterable<unknown> {
  header: Pick<Header, 'name' | 'type'>
}

async function extractEntry(entry: Entry, into: string): Promise<void> {
  const target = path.join(into, path.relative(POSTGRES, entry.header.name))
  if (target !== into && !target.startsWith(`${into}${path.sep}`))
    throw new StartError(`The backup has a file outside of the database: ${entry.header.name}.`)
  if (entry.header.type === 'directory') {
    await mkdir(target, { recursive: true, mode: 0o700 })
    await text(Readable.from(entry))
  } else if (entry.header.type === 'file') {
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
    await pipeline(Readable.from(entry), createWriteStream(target, { mode: 0o600 }))
  } else throw new StartError(`The backup has an entry that is no file: ${entry.header.name}.`)
}
