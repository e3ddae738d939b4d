import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type SignInCheck, signInCheckSchema } from '#contract/sign-in-check.ts'
import { signInFor, startOidcProvider, type TestProvider } from '#server/testing/oidc-provider.ts'
import { TestBrowser } from '#server/testing/test-browser.ts'
import { createTestClock } from '#server/testing/test-clock.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'

let provider: TestProvider
let server: UpdateServer
let browser: TestBrowser
beforeAll(async () => {
  provider = await startOidcProvider()
})
afterAll(() => provider.close())
beforeEach(async () => {
  provider.audience = null
  provider.claims = { ada: { realm_access: { roles: ['fleet-admin'] } } }
  server = await createUpdateServer(
    { signIn: signInFor(provider) },
    createTestClock(new Date().toISOString()),
  )
  browser = new TestBrowser(server.app)
})
afterEach(() => server.close())

const check = async (by = browser): Promise<SignInCheck> =>
  signInCheckSchema.parse((await by.send('GET', '/platte/sign-in/check')).json)
const names = ({ facts }: SignInCheck) => facts.map(({ name }) => name)

test('nobody has to sign in to see how people sign in, and learns no role and no claim', async () => {
  const answer = await check()
  expect(answer).toMatchObject({ method: 'oidc', problems: [], person: null })
  expect(answer.facts).toContainEqual({
    name: 'Redirect URI',
    value: 'http://127.0.0.1/platte/sign-in/callback',
    to_register: true,
  })
  expect(names(answer)).not.toContain('Admins')
  expect(JSON.stringify(answer)).not.toContain(signInFor(provider).settings.clientSecret)
})

test('who is signed in sees their own claims by name and type, and no token', async () => {
  await browser.open('/platte/sign-in')
  const answer = await check()
  expect(answer.problems).toEqual([])
  expect(names(answer)).toContain('Admins')
  expect(answer.person).toMatchObject({ name: 'ada', reason: 'the role fleet-admin may change everything' })
  expect(answer.person?.claims).toContainEqual({ name: 'realm_access.roles', type: 'list of 1' })
  expect(JSON.stringify(answer)).not.toContain('eyJ')
  expect((await check(new TestBrowser(server.app))).person).toBeNull()
})

test.each([
  ['a wrong audience', '--oidc-audience', 'https://other.example.test', {}],
  ['no roles at the path', '--oidc-roles-path', null, { roles: ['fleet-admin'] }],
  ['other roles', '--oidc-viewer-roles', null, { realm_access: { roles: ['guest'] } }],
])('%s is found, with %s', async (_, setting, audience, claims) => {
  provider.audience = audience
  provider.claims['ada'] = claims
  await browser.open('/platte/sign-in')
  const { problems, person } = await check()
  expect(problems).toMatchObject([{ setting }])
  expect(person?.claims).toContainEqual({ name: 'aud', type: 'text' })
})

test('a provider that is down is a problem, and its users still see what they have', async () => {
  await browser.open('/platte/sign-in')
  provider.setDown(true)
  const { problems, person } = await check()
  provider.setDown(false)
  expect(problems).toMatchObject([{ setting: '--oidc-issuer-url' }])
  expect(person?.name).toBe('ada')
})
