import { createWriteStream } from 'node:fs'
import { access, open, rename, rm, stat } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { systemClock } from '#server/clock.ts'
import { hasDatabase } from '#server/database/data-directory.ts'
import { errorMessage } from '#server/errors/error-message.ts'
import { StartError } from '#server/errors/start-error.ts'
import { connectWithBackups, requestBackup } from './backup-socket.ts'

const GZIP_LEVEL = 6

/** Stands for standard output, or standard input. */
export const STANDARD_STREAM = '-'

/**
 * Writes a compressed archive of the embedded database, which may be in use, to a file that must not exist, or to
 * standard output. Returns its size in bytes; null on standard output. Throws a `StartError` where it can't; then
 * there is no file.
 */
export async function backUp(directory: string, file: string): Promise<number | null> {
  if (!(await hasDatabase(directory)))
    throw new StartError(`There is no embedded database in ${directory}: name its directory with --data.`)
  if (file !== STANDARD_STREAM) await refuseExisting(file)
  const running = await requestBackup(directory)
  if (running) return writeArchive(running, file)
  const database = await connectWithBackups({ kind: 'embedded', directory }, systemClock, () => {})
  try {
    const response = await requestBackup(directory)
    if (!response) throw new Error('This process got no response from itself.')
    return await writeArchive(response, file)
  } finally {
    await database.close()
  }
}

async function refuseExisting(file: string): Promise<void> {
  const exists = await access(file).then(
    () => true,
    () => false,
  )
  if (exists) throw new StartError(`${file} exists already: name another file.`)
}

async function writeArchive(archive: IncomingMessage, file: string): Promise<number | null> {
  if (archive.statusCode !== 200) {
    archive.resume()
    throw new StartError('Another backup of this database is running: try again when it has ended.')
  }
  const gzip = createGzip({ level: GZIP_LEVEL })
  try {
    if (file === STANDARD_STREAM) {
      await pipeline(archive, gzip, process.stdout)
      return null
    }
    return await writeFileWhole(file, async (unfinished) => {
      await pipeline(archive, gzip, createWriteStream(unfinished, { mode: 0o600, flags: 'wx' }))
    })
  } catch (error) {
    throw new StartError(`The backup failed: ${errorMessage(error)}.`)
  }
}

/** Under its name only when it is on disk. Returns its size in bytes. */
async function writeFileWhole(file: string, write: (unfinished: string) => Promise<void>): Promise<number> {
  const unfinished = `${file}.unfinished`
  await rm(unfinished, { force: true })
  try {
    await write(unfinished)
    await syncToDisk(unfinished)
    await rename(unfinished, file)
    await syncToDisk(path.dirname(path.resolve(file)))
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  return (await stat(file)).size
}

async function syncToDisk(target: string): Promise<void> {
  const handle = await open(target, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
