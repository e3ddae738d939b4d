import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test, vi } from 'vitest'
import { withClient } from '#server/database/with-client.ts'
import { startTestPostgres } from './test-postgres.ts'

vi.setConfig({ testTimeout: 60_000 })

/** The user that the server logs in; null where nothing answers. */
async function currentUser(url: string): Promise<unknown> {
  try {
    return await withClient({ connectionString: url }, async (client) => {
      const { rows } = await client.query<{ name: string }>('select current_user as name')
      return rows[0]?.name
    })
  } catch {
    return null
  }
}

test('tests get a PostgreSQL that ends when they stop it', async () => {
  const { url, stop } = await startTestPostgres({})
  expect(await currentUser(url)).toBe('postgres')
  await stop()
  expect(await currentUser(url)).toBeNull()
})

test('it also ends when the process that started it is killed', async () => {
  const script = `
    import { startTestPostgres } from ${JSON.stringify(new URL('test-postgres.ts', import.meta.url).href)}
    const { url } = await startTestPostgres({})
    console.log(url)
    setInterval(() => {}, 1000)`
  const starter = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [url]: unknown[] = await once(createInterface({ input: starter.stdout }), 'line')
  expect(await currentUser(String(url))).toBe('postgres')
  starter.kill('SIGKILL')
  await expect.poll(() => currentUser(String(url)), { timeout: 20_000 }).toBeNull()
})

test('the PostgreSQL of TEST_DATABASE_URL is used as it is', async () => {
  const { url, description } = await startTestPostgres({ TEST_DATABASE_URL: 'postgres://db.example.test/x' })
  expect({ url, description }).toEqual({
    url: 'postgres://db.example.test/x',
    description: 'PostgreSQL of TEST_DATABASE_URL',
  })
})
