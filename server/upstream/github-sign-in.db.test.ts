import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HOUR_MS } from '#contract/time-units.ts'
import { createProxyApp } from '#server/app.ts'
import type { Database } from '#server/database/database.ts'
import { sessionKey } from '#server/sign-in/session-key.ts'
import { type GithubNebraska, startGithubNebraska } from '#server/testing/github-nebraska.ts'
import { TestBrowser } from '#server/testing/test-browser.ts'
import { createTestDatabase } from '#server/testing/test-database.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'

const SIGN_IN = '/platte/sign-in/github?return_to=/nodes'

let server: UpdateServer
let nebraska: GithubNebraska
let own: Database
let front: FastifyInstance
let browser: TestBrowser
beforeEach(async () => {
  server = await createUpdateServer()
  const target = await server.app.listen({ port: 0, host: '127.0.0.1' })
  nebraska = await startGithubNebraska(target, 'http://127.0.0.1/login/cb')
  own = await createTestDatabase()
  const session = { key: sessionKey('a key of the tests'), idleMs: HOUR_MS, maxMs: HOUR_MS }
  const client = { clientId: null, clientSecret: null, logoutUrl: null }
  const upstreamSignIn = { client, session }
  front = await createProxyApp(nebraska.url, { db: own.db, clock: server.clock }, { upstreamSignIn })
  browser = new TestBrowser(front)
})
afterEach(async () => {
  await front.close()
  nebraska.close()
  await server.close()
  await own.close()
})

const session = async () => (await browser.send('GET', '/platte/session')).json
const statusOf = async (method: 'GET' | 'POST', path = '/api/apps', body?: object) =>
  (await browser.send(method, path, body)).status

test('a person signs in with GitHub, comes back to the page, and writes', async () => {
  expect(await session()).toMatchObject({ sign_in_url: '/platte/sign-in/github', name: null, role: null })
  const { url } = await browser.open(SIGN_IN)
  expect(url.href).toBe('http://127.0.0.1/nodes')
  expect(browser.visited.some((address) => address.startsWith(`${nebraska.github}/login/oauth/`))).toBe(true)
  expect(await session()).toMatchObject({ name: 'GitHub user', role: 'admin', signed_in: true })
  expect(await statusOf('POST', '/api/apps', { name: 'Kiosk OS' })).toBe(200)
  expect((await browser.send('GET', '/platte/audit-log')).json).toMatchObject({
    entries: [{ actor: 'GitHub user', subject_name: 'Kiosk OS', outcome: 'done' }],
  })
})

test('a member of a read-only team may write nothing', async () => {
  nebraska.access = 'ro'
  await browser.open(SIGN_IN)
  expect(await session()).toMatchObject({ role: 'viewer' })
  expect([await statusOf('GET'), await statusOf('POST', '/api/apps', { name: 'Kiosk OS' })]).toEqual([
    200, 403,
  ])
})

test('somebody in none of its teams gets to the page that says so', async () => {
  nebraska.access = null
  const { url } = await browser.open(SIGN_IN)
  expect(url.pathname + url.search).toBe('/sign-in?problem=github&return_to=%2F')
  expect(await statusOf('GET')).toBe(401)
})

test('a request of the dashboard without a session is answered with 401, and spoils no sign-in in progress', async () => {
  await browser.open(SIGN_IN, /\/login\/oauth\//)
  const { statusCode, headers } = await front.inject('/api/apps')
  expect([statusCode, headers.location, headers['set-cookie']]).toEqual([401, undefined, undefined])
  expect(await statusOf('GET')).toBe(401)
  expect(await session()).toMatchObject({ name: null })
  await browser.open(browser.visited.at(-1) ?? '')
  expect(await statusOf('GET')).toBe(200)
})

test('only the browser that began a sign-in finishes it', async () => {
  const { url } = await browser.open(SIGN_IN, /\/login\/cb/)
  const other = new TestBrowser(front)
  expect((await other.open(url.href)).url.searchParams.get('problem')).toBe('github')
  expect((await other.send('GET', '/api/apps')).status).toBe(401)
})

test('a write with that server’s cookie must come from this very origin', async () => {
  await browser.open(SIGN_IN)
  const write = (origin: string) => browser.send('POST', '/api/apps', { name: 'Kiosk OS' }, origin)
  expect((await write('http://127.0.0.1:9000')).status).toBe(403)
  const cookie = [...browser.cookiesOf()].map((pair) => pair.join('=')).join('; ')
  const headers = { host: '127.0.0.1', cookie, 'content-type': 'application/json' }
  const bare = await front.inject({
    method: 'POST',
    url: '/api/apps',
    headers,
    payload: { name: 'Kiosk OS' },
  })
  expect(bare.statusCode).toBe(403)
})

test('a forged cookie writes nothing and is nobody', async () => {
  browser.cookiesOf().set('github', 'x'.repeat(40))
  expect(await statusOf('POST', '/api/apps', { name: 'Kiosk OS' })).toBe(401)
  expect(await own.db.selectFrom('audit_log').select(['actor', 'outcome']).execute()).toEqual([
    { actor: 'local', outcome: 'refused' },
  ])
})

test('a sign-out ends the session in this browser', async () => {
  await browser.open(SIGN_IN)
  expect((await browser.send('POST', '/platte/sign-out', {})).json).toEqual({ location: null })
  expect(await session()).toMatchObject({ name: null })
  expect(await statusOf('GET')).toBe(401)
})

test('the check of the sign-in names the callback to register', async () => {
  expect((await browser.send('GET', '/platte/sign-in/check')).json).toMatchObject({
    method: 'github',
    facts: [
      { name: 'Sign-in' },
      { name: 'Authorization callback URL', value: 'http://127.0.0.1/login/cb', to_register: true },
    ],
    problems: [],
  })
})
