import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { startTestPostgres } from '#scripts/testing/test-postgres.ts'
import type { DatabaseLocation } from '#server/database/connect.ts'

export interface BenchDatabase {
  description: string
  location: DatabaseLocation
  remove: () => Promise<void>
}

/** A temporary PostgreSQL as it comes, so that what is answered is on the disk, or the embedded database. */
export async function benchDatabase(isEmbedded: boolean): Promise<BenchDatabase> {
  if (!isEmbedded) {
    const { url, description, stop } = await startTestPostgres({}, {})
    return { description, location: { kind: 'postgres', url }, remove: stop }
  }
  const directory = await mkdtemp(path.join(tmpdir(), 'platte-bench-'))
  const remove = () => rm(directory, { recursive: true, force: true })
  return { description: 'the embedded database', location: { kind: 'embedded', directory }, remove }
}

/** The flags of a server on that database. */
export const serverFlagsOf = (location: DatabaseLocation): string[] =>
  location.kind === 'embedded' ? ['--data', location.directory ?? ''] : ['--database-url', location.url]

/** What the figures were measured on. */
export const describeMachine = (database: string): string =>
  `${availableParallelism()} x ${cpus()[0]?.model}, Node.js ${process.version}, ${database}. Load before: ${loadavg()[0]?.toFixed(1)}.`
