import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectEmbedded } from '#server/database/connect-embedded.ts'
import { migrate } from '#server/database/migrate.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = path.join(root, '.cache')
const otherSources = ['node_modules/@electric-sql/pglite/package.json', 'server/database/embedded-worker.mjs']
const migrations = 'server/database/migrations'

let template: Promise<Uint8Array> | null = null

/**
 * The files of a migrated, empty database: starting from a copy takes a tenth of the time that migrating one takes.
 * Cached between test runs until a migration, PGlite or its worker changes.
 */
export function migratedTemplate(): Promise<Uint8Array> {
  template ??= readOrCreate()
  return template
}

async function readOrCreate(): Promise<Uint8Array> {
  const file = path.join(cache, `migrated-template-${await fingerprint()}.tar`)
  try {
    return await readFile(file)
  } catch {
    const files = await createTemplate()
    await mkdir(cache, { recursive: true })
    const unfinished = `${file}.${process.pid}`
    await writeFile(unfinished, files)
    await rename(unfinished, file)
    await removeOlder(path.basename(file))
    return files
  }
}

async function createTemplate(): Promise<Uint8Array> {
  const database = await connectEmbedded(null, () => {})
  await migrate(database.db)
  const files = await database.dump()
  await database.close()
  return files
}

async function fingerprint(): Promise<string> {
  const files = (await readdir(path.join(root, migrations))).toSorted()
  const sources = [...otherSources, ...files.map((file) => path.join(migrations, file))]
  const hash = createHash('sha256')
  for (const source of sources) hash.update(await readFile(path.join(root, source)))
  return hash.digest('hex').slice(0, 16)
}

async function removeOlder(current: string): Promise<void> {
  const older = (await readdir(cache)).filter(
    (name) => /^migrated-template-\w+\.tar$/.test(name) && name !== current,
  )
  await Promise.all(older.map((name) => rm(path.join(cache, name), { force: true })))
}
