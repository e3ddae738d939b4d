import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { expect, test, vi } from 'vitest'
import { startTestPostgres } from './test-postgres.ts'

vi.setConfig({ testTimeout: 60_000 })

/** What it says to who it is; null where nobody answers. */
async function ask(url: string): Promise<unknown> {
  const client = new Client({ connectionString: url })
  // A server that goes away between two words says so here as well; the question fails either way.
  client.on('error', () => null)
  try {
    await client.connect()
    const { rows } = await client.query('select current_user as name')
    return rows[0]
  } catch {
    return null
  } finally {
    await client.end()
  }
}

test('tests get a PostgreSQL that is gone when they are done', async () => {
  const { url, stop } = await startTestPostgres({})
  expect(await ask(url)).toEqual({ name: 'postgres' })
  await stop()
  expect(await ask(url)).toBeNull()
})

test('it is gone too when whoever started it is killed', async () => {
  const script = `
    import { startTestPostgres } from ${JSON.stringify(new URL('test-postgres.ts', import.meta.url).href)}
    const { url } = await startTestPostgres({})
    console.log(url)
    setInterval(() => {}, 1000)`
  const starter = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [url]: unknown[] = await once(createInterface({ input: starter.stdout }), 'line')
  expect(await ask(String(url))).toEqual({ name: 'postgres' })
  starter.kill('SIGKILL')
  await expect.poll(() => ask(String(url)), { timeout: 20_000 }).toBeNull()
})

test('the one that TEST_DATABASE_URL names is taken as it is', async () => {
  const { url, description } = await startTestPostgres({ TEST_DATABASE_URL: 'postgres://db.example.test/x' })
  expect({ url, description }).toEqual({
    url: 'postgres://db.example.test/x',
    description: 'PostgreSQL of TEST_DATABASE_URL',
  })
})
