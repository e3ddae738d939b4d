import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from '#server/errors/error-code.ts'
import { StartError } from '#server/errors/start-error.ts'
import { createDirectory } from './create-directory.ts'
import { type DataDirectoryLock, lockDataDirectory } from './data-directory-lock.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { fileExists } from './file-exists.ts'

export interface DataDirectory {
  /** The directory of PostgreSQL's files. */
  postgres: string
  lock: DataDirectoryLock
}

/** PGlite's PostgreSQL version; it can't read files of another major version. */
export const POSTGRES_MAJOR_VERSION = '18'

/** Locks the directory and creates PostgreSQL's files where there are none yet. */
export async function openDataDirectory(directory: string): Promise<DataDirectory> {
  const lock = await createAndLock(directory)
  try {
    const postgres = postgresDirectory(directory)
    if (!(await fileExists(postgres))) await createPostgresFiles(postgres, startOnce)
    await refuseOtherVersion(directory, postgres)
    return { postgres, lock }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** Whether the directory has a database. */
export const hasDatabase = (directory: string): Promise<boolean> => fileExists(postgresDirectory(directory))

/**
 * Creates the database from what `write` puts into an empty directory, once it has proved to start. Throws a
 * `StartError`, and changes nothing, where the directory is in use or has a database.
 */
export async function restoreDataDirectory(
  directory: string,
  write: (files: string) => Promise<void>,
): Promise<void> {
  const lock = await createAndLock(directory)
  try {
    const postgres = postgresDirectory(directory)
    if (await fileExists(postgres)) {
      throw new StartError(
        `The data directory ${directory} has a database already: name another one with --data, or move it away.`,
      )
    }
    await createPostgresFiles(postgres, async (files) => {
      await mkdir(files, { mode: 0o700 })
      await write(files)
      await startOnce(files)
    })
  } finally {
    await lock.release()
  }
}

/** PostgreSQL's files in a data directory. */
export const postgresDirectory = (directory: string): string => path.join(directory, 'postgres')

async function createAndLock(directory: string): Promise<DataDirectoryLock> {
  try {
    await createDirectory(directory)
    return await lockDataDirectory(directory)
  } catch (error) {
    if (error instanceof StartError || errorCode(error) === undefined) throw error
    throw new StartError(`The data directory ${directory} can't be used: ${String(error)}.`)
  }
}

/** Renames the files into place when they are complete, so that a killed process leaves no half-created database. */
async function createPostgresFiles(
  postgres: string,
  create: (files: string) => Promise<void>,
): Promise<void> {
  const unfinished = `${postgres}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  try {
    await create(unfinished)
    await rename(unfinished, postgres)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
}

/** Starts and stops PostgreSQL, which creates its files where there are none. */
async function startOnce(files: string): Promise<void> {
  const first = await startEmbeddedPostgres({ directory: files, template: null })
  await first.close()
}

async function refuseOtherVersion(directory: string, postgres: string): Promise<void> {
  const version = (await readFile(path.join(postgres, 'PG_VERSION'), 'utf8')).trim()
  if (version === POSTGRES_MAJOR_VERSION) return
  throw new StartError(
    `The data directory ${directory} was created with PostgreSQL ${version}, and this is PostgreSQL ${POSTGRES_MAJOR_VERSION}: ` +
      'run the version of Platte that created it, or name another directory with --data.',
  )
}
