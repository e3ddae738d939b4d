import { access, mkdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from '#server/errors/error-code.ts'
import { StartError } from '#server/errors/start-error.ts'
import { type DataDirectoryLock, lockDataDirectory } from './data-directory-lock.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

export interface DataDirectory {
  /** Where PostgreSQL's files are. */
  postgres: string
  lock: DataDirectoryLock
}

/** The PostgreSQL that PGlite is; another major version's files are not readable to it. */
export const POSTGRES_MAJOR_VERSION = '18'

/** Locks the directory and lays out PostgreSQL's files in it where there are none yet. */
export async function openDataDirectory(directory: string): Promise<DataDirectory> {
  const lock = await lockUsable(directory)
  try {
    const postgres = path.join(directory, 'postgres')
    if (!(await exists(postgres))) await createPostgresFiles(postgres)
    await refuseOtherVersion(directory, postgres)
    return { postgres, lock }
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function lockUsable(directory: string): Promise<DataDirectoryLock> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    return await lockDataDirectory(directory)
  } catch (error) {
    if (error instanceof StartError || errorCode(error) === undefined) throw error
    throw new StartError(`The data directory ${directory} can't be used: ${String(error)}.`)
  }
}

/** Under another name until they are whole, so that a process killed meanwhile leaves no half a database. */
async function createPostgresFiles(postgres: string): Promise<void> {
  const unfinished = `${postgres}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  const first = await startEmbeddedPostgres({ directory: unfinished, template: null })
  await first.close()
  await rename(unfinished, postgres)
}

async function refuseOtherVersion(directory: string, postgres: string): Promise<void> {
  const version = (await readFile(path.join(postgres, 'PG_VERSION'), 'utf8')).trim()
  if (version === POSTGRES_MAJOR_VERSION) return
  throw new StartError(
    `The data directory ${directory} was made with PostgreSQL ${version}, and this is PostgreSQL ${POSTGRES_MAJOR_VERSION}: ` +
      'run the version of Platte that made it, or name another directory with --data.',
  )
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
