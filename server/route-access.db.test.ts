import { stringifyCookie } from 'cookie'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signInFor, startOidcProvider, type TestProvider } from '#server/testing/oidc-provider.ts'
import { ROUTE_TABLE, type RouteAccess, UNGUARDED_ROUTES } from '#server/testing/route-table.ts'
import { TestBrowser } from '#server/testing/test-browser.ts'
import { createTestClock } from '#server/testing/test-clock.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'

type Headers = Record<string, string>
type Person = 'nobody' | 'viewer' | 'admin'

const ROLES = { nobody: [], viewer: ['fleet-viewer'], admin: ['fleet-admin'] }
const routes: { method: string; url: string }[] = []

let provider: TestProvider
let server: UpdateServer
let open: UpdateServer
let bearer: Record<Person, Headers>
let cookie: Record<Person, Headers>
beforeAll(async () => {
  provider = await startOidcProvider()
  server = await createUpdateServer(
    { signIn: signInFor(provider), trustedProxies: ['127.0.0.1'], onRoute },
    createTestClock(new Date().toISOString()),
  )
  open = await createUpdateServer({ trustedProxies: ['127.0.0.1'] })
  const exp = server.clock.now().getTime() / 1000 + 3600
  cookie = { nobody: {}, viewer: await cookieOf('viewer'), admin: await cookieOf('admin') }
  const tokenOf = async (person: Person): Promise<Headers> => ({
    authorization: `Bearer ${await provider.signToken({ exp, realm_access: { roles: ROLES[person] } })}`,
  })
  bearer = { nobody: {}, viewer: await tokenOf('viewer'), admin: await tokenOf('admin') }
})
afterAll(async () => {
  await Promise.all([server.close(), open.close()])
  provider.close()
})

const onRoute = ({ method, url }: { method: string | string[]; url: string }) =>
  void routes.push(...[method].flat().map((one) => ({ method: one, url })))

/** The headers of a browser that is signed in. */
async function cookieOf(person: 'viewer' | 'admin'): Promise<Headers> {
  provider.account = person
  provider.claims[person] = { realm_access: { roles: ROLES[person] } }
  const browser = new TestBrowser(server.app)
  await browser.open('/platte/sign-in')
  const header = stringifyCookie(Object.fromEntries(browser.cookiesOf()))
  return { cookie: header, host: '127.0.0.1', origin: 'http://127.0.0.1' }
}

/** Sends a body that is no JSON, so that a refusal comes before anybody looks at it, and nothing is ever written. */
async function statusOf(
  method: string,
  url: string,
  headers: Headers,
  { app } = server,
  payload = '{',
): Promise<number> {
  const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(method)
  const response = await app.inject({
    method,
    url: url.replaceAll(/:\w+/g, 'x').replace('*', ''),
    headers: { ...headers, ...(isRead ? {} : { 'content-type': 'application/json' }) },
    ...(isRead ? {} : { payload }),
  })
  return response.statusCode
}

/** The refusal, `accepted` for a request that got past it, or another status that a write must not have. */
type Answer = number | 'accepted'

async function answerTo(method: string, url: string, headers: Headers, to = server): Promise<Answer> {
  const status = await statusOf(method, url, headers, to)
  const isWrite = !['GET', 'HEAD'].includes(method)
  if (status === 401 || status === 403) return status
  // What isn't refused is validated, and the body is no JSON.
  return !isWrite || status === 400 ? 'accepted' : status
}

function expectedAnswer(access: RouteAccess, person: Person): Answer {
  if (access === 'public' || person === 'admin') return 'accepted'
  if (person === 'nobody') return 401
  return access === 'read' ? 'accepted' : 403
}

describe.each(ROUTE_TABLE)('%s %s (%s)', (method, url, access) => {
  test.each(['nobody', 'viewer', 'admin'] as const)('%s, by an access token', async (person) => {
    expect(await answerTo(method, url, bearer[person])).toBe(expectedAnswer(access, person))
  })

  test.each(['nobody', 'viewer', 'admin'] as const)('%s, by the cookie of a session', async (person) => {
    expect(await answerTo(method, url, cookie[person])).toBe(expectedAnswer(access, person))
  })

  test('with the cookie, a write that no page of this server sends is refused', async () => {
    const { origin: _, ...foreign } = cookie.admin
    for (const headers of [foreign, { ...foreign, origin: 'http://127.0.0.1:9000' }])
      expect(await answerTo(method, url, headers)).toBe(method === 'GET' ? 'accepted' : 403)
  })

  test('a proxy’s header is nobody where people have to sign in, and a name where they don’t', async () => {
    const headers = { 'x-forwarded-user': 'ada', 'x-forwarded-groups': 'fleet-admin' }
    expect(await answerTo(method, url, headers)).toBe(expectedAnswer(access, 'nobody'))
    expect([401, 403]).not.toContain(await statusOf(method, url, headers, open))
  })
})

test('every route has a row, and no other method writes', async () => {
  const rows = new Set([...ROUTE_TABLE.map(([method, url]) => `${method} ${url}`), ...UNGUARDED_ROUTES])
  for (const { method, url } of routes.filter((route) => route.url !== '/v1/update')) {
    if (rows.has(`${method} ${url}`) || (method === 'HEAD' && rows.has(`GET ${url}`))) continue
    const status = await statusOf(method, url, bearer.admin, server, '{}')
    expect([method, url, status]).toEqual([method, url, method === 'OPTIONS' ? 204 : 405])
  }
  const registered = routes.map(({ method, url }) => `${method} ${url}`)
  for (const row of rows) expect(registered).toContain(row)
})

test('a user with none of the roles sees which ones there are', async () => {
  const exp = server.clock.now().getTime() / 1000 + 3600
  const token = await provider.signToken({ exp, realm_access: { roles: ['guest'] } })
  const response = await server.app.inject({
    url: '/api/apps',
    headers: { authorization: `bearer ${token}` },
  })
  expect(response.statusCode).toBe(403)
  expect(response.json()).toEqual({
    error: 'forbidden',
    message:
      'You may not see this: the access token has the role guest at realm_access.roles; one of the roles fleet-viewer, fleet-admin may see the fleet.',
  })
})

test.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'Bearer a.b.c', `Bearer ${'x'.repeat(9000)}`])(
  'the Authorization %s is 401 with a challenge, not an anonymous request',
  async (authorization) => {
    const response = await server.app.inject({ url: '/api/apps', headers: { authorization } })
    expect(response.statusCode).toBe(401)
    expect(response.headers['www-authenticate']).toBe('Bearer error="invalid_token"')
    expect((await server.app.inject('/api/apps')).headers['www-authenticate']).toBe('Bearer')
  },
)

test('the audit log names who an access token is about, and no token', async () => {
  const exp = server.clock.now().getTime() / 1000 + 3600
  const token = await provider.signToken({
    exp,
    preferred_username: 'Ada Lovelace',
    realm_access: { roles: ['fleet-admin'] },
  })
  const headers = { authorization: `Bearer ${token}`, 'x-forwarded-user': 'mallory' }
  const response = await server.app.inject({
    method: 'POST',
    url: '/api/apps',
    headers,
    payload: { name: 'Kiosk OS' },
  })
  expect(response.statusCode).toBe(200)
  const log = await server.app.inject({ url: '/platte/audit-log?limit=1', headers })
  expect(log.json()).toMatchObject({ entries: [{ actor: 'Ada Lovelace' }] })
  expect(log.body).not.toContain(token)
})

test('/config says how to sign in, as a Nebraska does', async () => {
  expect((await server.app.inject('/config')).json()).toMatchObject({
    auth_mode: 'oidc',
    login_url: '/platte/sign-in',
    oidc_issuer_url: provider.issuer,
    oidc_client_id: 'platte',
    oidc_scopes: 'openid,profile,email',
    oidc_audience: 'https://platte.example.test/api',
    oidc_logout_url: null,
  })
})
