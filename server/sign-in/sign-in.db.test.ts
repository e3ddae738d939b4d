import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sessionSchema, signedOutSchema } from '#contract/session.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { createApp } from '#server/app.ts'
import { signInFor, startOidcProvider, type TestProvider } from '#server/testing/oidc-provider.ts'
import { TestBrowser } from '#server/testing/test-browser.ts'
import { createTestClock } from '#server/testing/test-clock.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'
import { sessionKey } from './session-key.ts'

const ORIGIN = 'http://127.0.0.1'
const PUBLIC = 'https://platte.example.test'
const CALLBACK = /\/platte\/sign-in\/callback\?/

let provider: TestProvider
let server: UpdateServer
let browser: TestBrowser
beforeAll(async () => {
  provider = await startOidcProvider({
    redirectUris: [ORIGIN, PUBLIC].map((origin) => `${origin}/platte/sign-in/callback`),
  })
})
afterAll(() => provider.close())
beforeEach(async () => {
  provider.account = 'ada'
  provider.claims = {
    ada: { realm_access: { roles: ['fleet-admin'] } },
    vic: { realm_access: { roles: ['fleet-viewer'] } },
    gus: {},
  }
  provider.accessTokenSeconds = 300
  provider.setDown(false)
  // The provider's clock is the real one.
  server = await createUpdateServer(
    { signIn: signInFor(provider), publicUrls: [PUBLIC] },
    createTestClock(new Date().toISOString()),
  )
  browser = new TestBrowser(server.app)
})
afterEach(() => server.close())

const signIn = (by = browser) => by.open('/platte/sign-in?return_to=/nodes%3Fstatus%3D3')
const session = async (by = browser) => sessionSchema.parse((await by.send('GET', '/platte/session')).json)
const statusOf = async (by = browser) => (await by.send('GET', '/api/apps')).status
const secondProcess = () =>
  createApp({ db: server.db, clock: server.clock }, { signIn: signInFor(provider), publicUrls: [PUBLIC] })

test('a person signs in, returns to the page, reads and writes, and the audit log has the verified name', async () => {
  expect(await statusOf()).toBe(401)
  expect(await session()).toMatchObject({ name: null, role: null, sign_in_url: '/platte/sign-in' })
  const { url } = await signIn()
  expect(url.href).toBe(`${ORIGIN}/nodes?status=3`)
  expect(await session()).toMatchObject({
    name: 'ada',
    role: 'admin',
    signed_in: true,
    reason: 'the role fleet-admin may change everything',
  })
  expect((await browser.send('POST', '/api/apps', { name: 'Kiosk OS' })).status).toBe(200)
  const log = await browser.send('GET', '/platte/audit-log')
  expect(log.json).toMatchObject({ entries: [{ actor: 'ada', subject_name: 'Kiosk OS' }] })
})

test('a viewer reads and changes nothing; somebody without a role sees nothing and learns why', async () => {
  provider.account = 'vic'
  await signIn()
  expect(await statusOf()).toBe(200)
  expect((await browser.send('POST', '/api/apps', { name: 'Kiosk OS' })).status).toBe(403)
  provider.account = 'gus'
  const other = new TestBrowser(server.app)
  await signIn(other)
  expect(await statusOf(other)).toBe(403)
  expect(await session(other)).toMatchObject({
    name: 'gus',
    role: null,
    reason: 'the access token has no roles at realm_access.roles',
  })
})

test('no token reaches the browser, an address or the database in clear', async () => {
  await signIn()
  const row = await server.db.selectFrom('sessions').selectAll().executeTakeFirstOrThrow()
  const [cookie = ''] = browser.cookiesOf().values()
  expect(browser.cookiesOf().size).toBe(1)
  expect(cookie).toMatch(/^[\w-]{43}$/)
  expect(JSON.stringify(row)).not.toContain(cookie)
  expect(row.tokens).toMatch(/^eyJ[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/)
  expect(browser.visited.filter((address) => /token|eyJ/.test(address))).toEqual([])
})

test('on https the cookie is of this host alone, over https alone, and not for script', async () => {
  const secure = new TestBrowser(server.app, PUBLIC)
  const { url } = await secure.open('/platte/sign-in', CALLBACK)
  const names = [...secure.cookiesOf().keys()]
  expect(names).toEqual([expect.stringMatching(/^__Host-platte-sign-in-[0-9a-f]{8}$/)])
  const cookie = [...secure.cookiesOf()].map((pair) => pair.join('=')).join('; ')
  const response = await server.app.inject({
    url: url.pathname + url.search,
    headers: { host: url.host, cookie },
  })
  expect([response.headers['set-cookie']].flat()).toContainEqual(
    expect.stringMatching(
      /^__Host-platte-session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    ),
  )
})

const problemOf = (url: URL) => [url.pathname, url.searchParams.get('problem')]

describe('a sign-in is refused', () => {
  test('in a browser that did not begin it (login CSRF)', async () => {
    const { url } = await new TestBrowser(server.app).open('/platte/sign-in', CALLBACK)
    const victim = await browser.open(url.href)
    expect(problemOf(victim.url)).toEqual(['/sign-in', 'expired'])
    expect(await statusOf()).toBe(401)
  })

  test('with the state or the code of an earlier one', async () => {
    const { url } = await browser.open('/platte/sign-in', CALLBACK)
    const cookies = [...browser.cookiesOf()]
    await browser.open(url.href)
    expect(await statusOf()).toBe(200)
    expect(problemOf((await browser.open(url.href)).url)).toEqual(['/sign-in', 'expired'])
    const thief = new TestBrowser(server.app)
    for (const [name, value] of cookies) thief.cookiesOf().set(name, value)
    expect(problemOf((await thief.open(url.href)).url)).toEqual(['/sign-in', 'refused'])
    expect(await statusOf(thief)).toBe(401)
  })

  test('with a code of another sign-in', async () => {
    const own = await browser.open('/platte/sign-in', CALLBACK)
    const others = await new TestBrowser(server.app).open('/platte/sign-in', CALLBACK)
    own.url.searchParams.set('code', others.url.searchParams.get('code') ?? '')
    expect(problemOf((await browser.open(own.url.href)).url)).toEqual(['/sign-in', 'refused'])
  })

  test('by another issuer than the one that it began with', async () => {
    const { url } = await browser.open('/platte/sign-in', CALLBACK)
    url.searchParams.set('iss', 'https://evil.example')
    expect(problemOf((await browser.open(url.href)).url)).toEqual(['/sign-in', 'refused'])
  })

  test('after ten minutes, and by whoever declines', async () => {
    const { url } = await browser.open('/platte/sign-in', CALLBACK)
    server.clock.advance(11 * MINUTE_MS)
    expect(problemOf((await browser.open(url.href)).url)).toEqual(['/sign-in', 'expired'])
    provider.account = null
    const other = new TestBrowser(server.app)
    expect(problemOf((await signIn(other)).url)).toEqual(['/sign-in', 'declined'])
  })

  test('while the provider is down, and then works again', async () => {
    const { url } = await browser.open('/platte/sign-in', CALLBACK)
    provider.setDown(true)
    expect(problemOf((await browser.open(url.href)).url)).toEqual(['/sign-in', 'unavailable'])
    provider.setDown(false)
    await signIn()
    expect(await statusOf()).toBe(200)
  })

  test.each(['https://evil.example/', '//evil.example', String.raw`/\evil.example`, '/.//evil.example', 'x'])(
    'to go on to %s: it goes to the first page',
    async (address) => {
      const { url } = await browser.open(`/platte/sign-in?return_to=${encodeURIComponent(address)}`)
      expect(url.href).toBe(`${ORIGIN}/`)
      expect(await statusOf()).toBe(200)
    },
  )
})

test('two tabs can sign in at once', async () => {
  const first = await browser.open('/platte/sign-in?return_to=/nodes', CALLBACK)
  const second = await browser.open('/platte/sign-in?return_to=/versions', CALLBACK)
  expect((await browser.open(second.url.href)).url.pathname).toBe('/versions')
  expect((await browser.open(first.url.href)).url.pathname).toBe('/nodes')
  expect(await statusOf()).toBe(200)
})

test('a cookie from before the sign-in is worth nothing after it (session fixation)', async () => {
  const name = 'platte-session-80'
  browser.cookiesOf().set(name, 'x'.repeat(43))
  await signIn()
  const first = browser.cookiesOf().get(name) ?? ''
  expect(first).not.toBe('x'.repeat(43))
  await signIn()
  expect(browser.cookiesOf().get(name)).not.toBe(first)
  const old = new TestBrowser(server.app)
  old.cookiesOf().set(name, first)
  expect(await statusOf(old)).toBe(401)
})

test('a write with the cookie must come from this very origin', async () => {
  await signIn()
  const write = (origin: string) => browser.send('POST', '/api/apps', { name: 'Kiosk OS' }, origin)
  for (const origin of ['http://127.0.0.1:9000', 'http://localhost', PUBLIC, 'https://evil.example'])
    expect((await write(origin)).status).toBe(403)
  const cookie = [...browser.cookiesOf()].map((pair) => pair.join('=')).join('; ')
  const bare = { method: 'DELETE', url: '/api/apps/x', headers: { cookie, host: '127.0.0.1' } } as const
  expect((await server.app.inject(bare)).statusCode).toBe(403)
  expect((await write(ORIGIN)).status).toBe(200)
})

describe('a session', () => {
  test('is served by any process on the database, and by one that starts later', async () => {
    await signIn()
    browser.app = await secondProcess()
    expect(await statusOf()).toBe(200)
    await browser.send('POST', '/platte/sign-out')
    await browser.app.close()
    browser.app = server.app
    expect(await statusOf()).toBe(401)
  })

  test('of another key is invalid', async () => {
    await signIn()
    const { settings, session: limits } = signInFor(provider)
    const other = { ...limits, key: sessionKey('another key of the tests') }
    browser.app = await createApp(server, { signIn: { settings, session: other } })
    expect(await statusOf()).toBe(401)
    await browser.app.close()
  })

  test('goes on after its token’s end by a new one, and many requests at once make one', async () => {
    await signIn()
    const requests = provider.tokenRequests
    provider.accessTokenSeconds = HOUR_MS / SECOND_MS
    server.clock.advance(5 * MINUTE_MS + SECOND_MS)
    const later = await secondProcess()
    const other = new TestBrowser(later)
    for (const [name, value] of browser.cookiesOf()) other.cookiesOf().set(name, value)
    const all = await Promise.all([browser, other, browser, other, browser].map(statusOf))
    expect(all).toEqual([200, 200, 200, 200, 200])
    expect(provider.tokenRequests - requests).toBe(1)
    await later.close()
  })

  test('takes the roles that a person has by then', async () => {
    await signIn()
    provider.claims['ada'] = {}
    provider.accessTokenSeconds = HOUR_MS / SECOND_MS
    expect(await statusOf()).toBe(200)
    server.clock.advance(5 * MINUTE_MS + SECOND_MS)
    expect(await statusOf()).toBe(403)
  })

  test('goes on to its token’s end while the provider is down, with a notice, and after it when it is back', async () => {
    await signIn()
    provider.setDown(true)
    server.clock.advance(5 * MINUTE_MS - 10 * SECOND_MS)
    expect(await statusOf()).toBe(200)
    expect((await session()).notice).toContain('The sign-in provider can’t be reached')
    server.clock.advance(20 * SECOND_MS)
    expect(await statusOf()).toBe(503)
    provider.setDown(false)
    provider.accessTokenSeconds = HOUR_MS / SECOND_MS
    expect(await statusOf()).toBe(200)
    expect((await session()).notice).toBeNull()
  })

  test('ends when nobody uses it, and at its longest', async () => {
    provider.accessTokenSeconds = (200 * HOUR_MS) / SECOND_MS
    await signIn()
    for (let hour = 0; hour < 160; hour += 10) {
      server.clock.advance(10 * HOUR_MS)
      expect(await statusOf()).toBe(200)
    }
    server.clock.advance(9 * HOUR_MS)
    expect(await statusOf()).toBe(401)
    await signIn()
    server.clock.advance(12 * HOUR_MS)
    expect(await statusOf()).toBe(401)
    expect(await server.db.selectFrom('sessions').selectAll().execute()).toEqual([])
  })

  test('ends here and at the provider', async () => {
    await signIn()
    const cookies = [...browser.cookiesOf()]
    const { json } = await browser.send('POST', '/platte/sign-out')
    const { location } = signedOutSchema.parse(json)
    expect(location).toContain(`${provider.issuer}/session/end?`)
    expect(location).not.toContain('token')
    expect(await statusOf()).toBe(401)
    for (const [name, value] of cookies) browser.cookiesOf().set(name, value)
    expect(await statusOf()).toBe(401)
  })

  test('and all others of the person end with “everywhere”, and nobody else’s', async () => {
    const [second, other] = [new TestBrowser(server.app), new TestBrowser(server.app)]
    await signIn()
    await signIn(second)
    provider.account = 'vic'
    await signIn(other)
    await browser.send('POST', '/platte/sign-out', { everywhere: true })
    expect(await Promise.all([browser, second, other].map(statusOf))).toEqual([401, 401, 200])
  })

  test('ends by a page of this server only, and while the provider is down', async () => {
    await signIn()
    expect((await browser.send('POST', '/platte/sign-out', {}, 'http://127.0.0.1:9000')).status).toBe(403)
    expect(await statusOf()).toBe(200)
    provider.setDown(true)
    expect((await browser.send('POST', '/platte/sign-out')).status).toBe(200)
    expect(await statusOf()).toBe(401)
  })
})

test('an access token counts instead of a cookie that comes with it', async () => {
  await signIn()
  const cookie = [...browser.cookiesOf()].map((pair) => pair.join('=')).join('; ')
  const headers = { cookie, authorization: 'Bearer a.b.c', host: '127.0.0.1' }
  expect((await server.app.inject({ url: '/api/apps', headers })).statusCode).toBe(401)
})
