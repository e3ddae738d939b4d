import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { fileExists } from '#server/database/file-exists.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = path.join(root, '.cache')
const otherSources = ['node_modules/@electric-sql/pglite/package.json', 'server/database/embedded-worker.mjs']
const migrations = 'server/database/migrations'

let template: Promise<Uint8Array> | null = null
let unpacked: Promise<string> | null = null

/**
 * The files of a migrated, empty database: starting from a copy takes a tenth of the time that migrating one takes.
 * Cached between test runs until a migration, PGlite or its worker changes.
 */
export function migratedTemplate(): Promise<Uint8Array> {
  template ??= readOrCreate()
  return template
}

/**
 * Creates a data directory with the same database, for a process that opens it: copying the files takes a fiftieth of
 * the time that creating them takes.
 */
export async function createMigratedDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await cp(await migratedFiles(), path.join(directory, 'postgres'), { recursive: true })
}

/** The path of the template's files, out of their archive. */
export function migratedFiles(): Promise<string> {
  unpacked ??= unpack()
  return unpacked
}

async function readOrCreate(): Promise<Uint8Array> {
  const file = `${await cachedPath()}.tar`
  try {
    return await readFile(file)
  } catch {
    const files = await createTemplate()
    await mkdir(cache, { recursive: true })
    const unfinished = `${file}.${process.pid}`
    await writeFile(unfinished, files)
    await rename(unfinished, file)
    await removeOlder()
    return files
  }
}

async function unpack(): Promise<string> {
  const files = await cachedPath()
  if (await fileExists(files)) return files
  const unfinished = `${files}.${process.pid}`
  const { startEmbeddedPostgres } = await import('#server/database/embedded-postgres.ts')
  const postgres = await startEmbeddedPostgres({ directory: unfinished, template: await migratedTemplate() })
  await postgres.close()
  await rename(unfinished, files).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true })
    // Another process was faster.
    if (!(await fileExists(files))) throw error
  })
  return files
}

// The database is imported where there is no template yet: that takes a second, and an end-to-end test needs none of it.

async function createTemplate(): Promise<Uint8Array> {
  const { connectEmbedded } = await import('#server/database/connect-embedded.ts')
  const { migrate } = await import('#server/database/migrate.ts')
  const database = await connectEmbedded(null, () => {})
  await migrate(database.db)
  const files = await database.dump()
  await database.close()
  return files
}

/** Where the template is kept, without an extension. */
async function cachedPath(): Promise<string> {
  const files = (await readdir(path.join(root, migrations))).toSorted()
  const sources = [...otherSources, ...files.map((file) => path.join(migrations, file))]
  const hash = createHash('sha256')
  for (const source of sources) hash.update(await readFile(path.join(root, source)))
  return path.join(cache, `migrated-template-${hash.digest('hex').slice(0, 16)}`)
}

async function removeOlder(): Promise<void> {
  const current = path.basename(await cachedPath())
  const older = (await readdir(cache)).filter(
    (name) => /^migrated-template-\w+(\.tar)?$/.test(name) && !name.startsWith(current),
  )
  await Promise.all(older.map((name) => rm(path.join(cache, name), { recursive: true, force: true })))
}
