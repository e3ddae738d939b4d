import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createMigratedDirectory } from '#server/testing/migrated-template.ts'

/** The path of a temporary data directory, with a migrated, empty database. The caller deletes it. */
export async function newDataDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'platte-e2e-'))
  await createMigratedDirectory(directory)
  return directory
}
