import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sessionSchema } from '#contract/session.ts'
import { signInCheckSchema } from '#contract/sign-in-check.ts'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { createProxyApp } from '#server/app.ts'
import { signInFor, startOidcProvider, type TestProvider } from '#server/testing/oidc-provider.ts'
import { TestBrowser } from '#server/testing/test-browser.ts'
import { createTestClock } from '#server/testing/test-clock.ts'
import { createTestDatabase } from '#server/testing/test-database.ts'
import type { Database } from '#server/database/database.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'

let provider: TestProvider
let server: UpdateServer
let own: Database
let front: FastifyInstance
let address: string
let browser: TestBrowser
beforeAll(async () => {
  provider = await startOidcProvider()
})
afterAll(() => provider.close())
beforeEach(async () => {
  provider.account = 'ada'
  provider.setDown(false)
  provider.accessTokenSeconds = 3600
  provider.claims = {
    ada: { realm_access: { roles: ['fleet-admin'] } },
    vic: { realm_access: { roles: ['fleet-viewer'] } },
    gus: { realm_access: { roles: ['guest'] } },
  }
  const clock = createTestClock(new Date().toISOString())
  server = await createUpdateServer({ signIn: signInFor(provider) }, clock)
  address = await server.app.listen({ port: 0, host: '127.0.0.1' })
  own = await createTestDatabase()
  front = await createProxyApp(
    address,
    { db: own.db, clock },
    {
      upstreamSignIn: {
        client: { clientId: null, clientSecret: signInFor(provider).settings.clientSecret, logoutUrl: null },
        session: signInFor(provider).session,
      },
    },
  )
  browser = new TestBrowser(front)
})
afterEach(async () => {
  await front.close()
  await server.close()
  await own.close()
})

const statusOf = async (path = '/api/apps', by = browser) => (await by.send('GET', path)).status
const session = async (by = browser) => sessionSchema.parse((await by.send('GET', '/platte/session')).json)
const STORED_HERE = ['/platte/audit-log', '/platte/freezes']

test('a person signs in as the update server’s configuration says, and acts there with their own token', async () => {
  expect(await statusOf()).toBe(401)
  await browser.open('/platte/sign-in')
  expect(sessionSchema.parse((await browser.send('GET', '/platte/session')).json)).toMatchObject({
    name: 'ada',
    role: 'admin',
    signed_in: true,
  })
  expect((await browser.send('POST', '/api/apps', { name: 'Kiosk OS' })).status).toBe(200)
  for (const by of [
    browser.send('GET', '/platte/audit-log'),
    server.app
      .inject({ url: '/platte/audit-log', headers: await bearer() })
      .then((response) => ({ json: response.json<unknown>() })),
  ])
    expect((await by).json).toMatchObject({
      entries: [{ actor: 'ada', subject_name: 'Kiosk OS', outcome: 'done' }],
    })
  expect(await statusOf('/platte/fleet')).toBe(200)
})

const bearer = async () => ({
  authorization: `Bearer ${await provider.signToken({ realm_access: { roles: ['fleet-admin'] } })}`,
})

test('that server’s 401 and 403 come out as what they are', async () => {
  provider.account = 'vic'
  await browser.open('/platte/sign-in')
  expect(await statusOf()).toBe(200)
  const refused = await browser.send('POST', '/api/apps', { name: 'Kiosk OS' })
  expect(refused).toMatchObject({ status: 403, json: { error: 'forbidden' } })
  expect(await session()).toMatchObject({
    role: 'viewer',
    reason: 'the update server lets you see everything and change nothing',
  })
  // Freezes are stored here, and still for those only whom that server lets write.
  const freeze = { reason: '', groups: [], exceptions: [] }
  expect((await browser.send('PUT', `/platte/freezes/${crypto.randomUUID()}`, freeze)).status).toBe(403)
  provider.account = 'gus'
  const guest = new TestBrowser(front)
  await guest.open('/platte/sign-in')
  for (const path of ['/api/apps', '/platte/fleet', ...STORED_HERE])
    expect(await statusOf(path, guest)).toBe(403)
  expect(await session(guest)).toMatchObject({ name: 'gus', role: null })
  const check = signInCheckSchema.parse((await guest.send('GET', '/platte/sign-in/check')).json)
  expect(check.problems).toMatchObject([{ message: expect.stringContaining('none of its roles') }])
  expect(check.person?.claims).toContainEqual({ name: 'realm_access.roles', type: 'list of 1' })
})

test('an API client’s Authorization header is forwarded unchanged, also with a cookie', async () => {
  expect((await front.inject({ url: '/api/apps', headers: await bearer() })).statusCode).toBe(200)
  await browser.open('/platte/sign-in')
  const cookie = [...browser.cookiesOf()].map((pair) => pair.join('=')).join('; ')
  const headers = { host: '127.0.0.1', cookie, authorization: 'Bearer a.b.c' }
  expect((await front.inject({ url: '/api/apps', headers })).statusCode).toBe(401)
})

const actorOf = async (authorization: string, others: Record<string, string> = {}) => {
  const headers = { ...others, authorization, 'content-type': 'application/json' }
  await front.inject({ method: 'POST', url: '/api/apps', headers, payload: { name: crypto.randomUUID() } })
  const latest = own.db.selectFrom('audit_log').select(['actor', 'outcome']).orderBy('id', 'desc')
  return latest.limit(1).executeTakeFirst()
}
const tokenOf = async (claims: object) => `Bearer ${await provider.signToken({ ...claims })}`
const ADMIN = { realm_access: { roles: ['fleet-admin'] } }
/** Of a proxy that this process does not trust. */
const PROXY_HEADERS = { 'x-forwarded-user': 'mallory', 'remote-user': 'mallory' }

describe('the audit log names an API client', () => {
  test('by its token once that server has accepted it, and by no header', async () => {
    const token = await tokenOf({ ...ADMIN, sub: '4711', preferred_username: 'deployer', client_id: 'ci' })
    expect(await actorOf(token, PROXY_HEADERS)).toEqual({ actor: 'deployer', outcome: 'done' })
    const viewer = await tokenOf({ realm_access: { roles: ['fleet-viewer'] }, sub: 'vic' })
    expect(await actorOf(viewer)).toEqual({ actor: 'vic', outcome: 'refused' })
    const guest = await tokenOf({ realm_access: { roles: ['guest'] }, sub: 'gus' })
    expect(await actorOf(guest)).toEqual({ actor: 'gus', outcome: 'refused' })
  })

  test('by nothing that a token says that it refuses', async () => {
    const forged = `${(await tokenOf({ ...ADMIN, sub: 'ada' })).slice(0, -20)}${'A'.repeat(20)}`
    for (const token of [
      forged,
      await tokenOf({ ...ADMIN, sub: 'ada', exp: 1 }),
      'Bearer opaque',
      'Basic YTph',
    ])
      expect(await actorOf(token, PROXY_HEADERS)).toEqual({ actor: 'local', outcome: 'refused' })
  })
})

test('a write with the cookie must come from this very origin', async () => {
  await browser.open('/platte/sign-in')
  const write = (origin: string) => browser.send('POST', '/api/apps', { name: 'Kiosk OS' }, origin)
  expect((await write('http://127.0.0.1:9000')).status).toBe(403)
  expect((await write('http://127.0.0.1')).status).toBe(200)
})

test('a session whose token that server refuses ends, so that the person can sign in again', async () => {
  await browser.open('/platte/sign-in')
  // After a restart that server knows the provider's new key only.
  await provider.rotateKey()
  await server.app.close()
  const restarted = await createUpdateServer({ signIn: signInFor(provider) }, server.clock)
  await restarted.app.listen({ port: Number(new URL(address).port), host: '127.0.0.1' })
  expect(await statusOf()).toBe(401)
  expect(await own.db.selectFrom('sessions').selectAll().execute()).toEqual([])
  await restarted.close()
})

describe('while that server is down', () => {
  test('only users who had access before can read what is stored here, also with a new token', async () => {
    provider.accessTokenSeconds = 300
    await browser.open('/platte/sign-in')
    for (const path of STORED_HERE) expect(await statusOf(path)).toBe(200)
    provider.account = 'vic'
    const other = new TestBrowser(front)
    await other.open('/platte/sign-in')
    await server.app.close()
    server.clock.advance(5 * MINUTE_MS + SECOND_MS)
    provider.accessTokenSeconds = 3600
    const forged = new TestBrowser(front)
    forged.cookiesOf().set('platte-session-80', 'x'.repeat(43))
    for (const path of STORED_HERE) {
      const all = [browser, other, new TestBrowser(front), forged, browser].map((by) => statusOf(path, by))
      expect(await Promise.all(all)).toEqual([200, 502, 502, 502, 200])
    }
  })
})

test('a session of one update server is invalid in front of another: its token goes nowhere else', async () => {
  await browser.open('/platte/sign-in')
  const options = {
    upstreamSignIn: {
      client: { clientId: null, clientSecret: null, logoutUrl: null },
      session: signInFor(provider).session,
    },
  }
  browser.app = await createProxyApp('http://127.0.0.1:1', { db: own.db, clock: server.clock }, options)
  expect(sessionSchema.parse((await browser.send('GET', '/platte/session')).json)).toMatchObject({
    name: null,
  })
  await browser.app.close()
})

test('in front of a server without sign-in nobody has to', async () => {
  const open = await createUpdateServer()
  const target = await open.app.listen({ port: 0, host: '127.0.0.1' })
  const options = {
    upstreamSignIn: {
      client: { clientId: null, clientSecret: null, logoutUrl: null },
      session: signInFor(provider).session,
    },
  }
  browser.app = await createProxyApp(target, { db: own.db, clock: server.clock }, options)
  expect((await browser.send('GET', '/platte/session')).json).toMatchObject({ sign_in_url: null, name: null })
  expect(await statusOf()).toBe(200)
  await browser.app.close()
  await open.close()
})
