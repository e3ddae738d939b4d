import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { expect, inject, onTestFinished, test } from 'vitest'
import { loadUntilKilled, findLost, nothingAcknowledged } from './testing/kill-load.ts'
import { createMigratedDirectory } from './testing/migrated-template.ts'
import { addressOf, type ServerProcess, SHORT_LIVED, startServerProcess } from './testing/server-process.ts'
import { createTestDatabase } from './testing/test-database.ts'

const KILLS = 3

/** Flags for a database of the test's own, which is deleted with it. */
async function databaseFlags(): Promise<string[]> {
  const location = inject('testDatabase')
  if (location.kind === 'embedded') {
    const directory = await mkdtemp(path.join(tmpdir(), 'platte-kill-'))
    onTestFinished(() => rm(directory, { recursive: true }))
    await createMigratedDirectory(directory)
    return ['--data', directory]
  }
  const { db, close } = await createTestDatabase()
  onTestFinished(close)
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  const url = new URL(location.url)
  url.pathname = `/${rows[0]?.name}`
  return ['--database-url', url.href]
}

test(
  `no acknowledged write is lost when the process is killed ${KILLS} times`,
  { timeout: 300_000 },
  async () => {
    const flags = ['--port', '0', '--no-demo', ...(await databaseFlags())]
    const state = nothingAcknowledged()
    let server: ServerProcess | null = null
    onTestFinished(async () => void (await server?.end('SIGKILL')))
    for (let kill = 1; kill <= KILLS; kill++) {
      server = await startServerProcess(flags, {}, SHORT_LIVED)
      const { child } = server
      expect(await findLost(addressOf(server), state)).toEqual([])
      // At a different moment each time.
      let left = 5 + 20 * kill
      await loadUntilKilled(addressOf(server), state, () => {
        if (--left === 0) child.kill('SIGKILL')
      })
      await server.end()
    }
    server = await startServerProcess(flags, {}, SHORT_LIVED)
    expect(await findLost(addressOf(server), state)).toEqual([])
    expect(state.granted.size).toBeGreaterThan(KILLS)
    expect(state.limit).toBeGreaterThan(KILLS)
  },
)
