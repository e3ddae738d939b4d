import { randomBytes } from 'node:crypto'
import { withClient } from '#server/database/with-client.ts'

interface TestDatabase {
  url: string
  drop: () => Promise<void>
}

/** An empty database on the PostgreSQL that `npm run e2e` has started; null where it has not. */
export async function newDatabase(): Promise<TestDatabase | null> {
  const server = process.env['E2E_POSTGRES']
  if (server === undefined) return null
  const name = `platte_e2e_${randomBytes(6).toString('hex')}`
  const run = (statement: string) =>
    withClient({ connectionString: server }, async (client) => void (await client.query(statement)))
  await run(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) }
}
