import { SignJWT, generateKeyPair } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { MINUTE_MS } from '#contract/time-units.ts'
import { HttpError } from '#server/http/http-error.ts'
import {
  AUDIENCE,
  CLIENT_ID,
  settingsFor,
  startOidcProvider,
  type TestProvider,
} from '#server/testing/oidc-provider.ts'
import { TokenVerifier } from './bearer-token.ts'
import { OidcProvider } from './oidc-provider.ts'

let provider: TestProvider
let now: number
const clock = { now: () => new Date(now) }
beforeAll(async () => {
  provider = await startOidcProvider()
})
afterAll(() => provider.close())
beforeEach(() => {
  now = Date.now()
})

const verifierWith = (changes = {}) => {
  const settings = { ...settingsFor(provider), ...changes }
  return new TokenVerifier(new OidcProvider(settings, clock), settings, clock)
}
const verify = (token: string, changes = {}) => verifierWith(changes).verify(token)

async function problemOf(token: Promise<string> | string, changes = {}): Promise<[number, string]> {
  try {
    const { role } = await verify(await token, changes)
    throw new Error(`accepted as ${role}`)
  } catch (error) {
    if (error instanceof HttpError) return [error.status, error.message]
    throw error
  }
}

const sign = (claims = {}, header = {}) => provider.signToken(claims, header)
const seconds = () => Math.floor(now / 1000)

test('an access token gives the role at the path, the name and its end', async () => {
  const exp = seconds() + 60
  const token = sign({ exp, preferred_username: 'Ada', realm_access: { roles: ['fleet-viewer', 'x'] } })
  expect(await verify(await token)).toMatchObject({
    name: 'Ada',
    role: 'viewer',
    expires: new Date(exp * 1000),
  })
  expect(await verify(await sign({ realm_access: { roles: ['fleet-admin'] } }))).toMatchObject({
    role: 'admin',
  })
  expect(await verify(await sign())).toMatchObject({
    name: 'ada',
    role: null,
    reason: 'the access token has no roles at realm_access.roles',
  })
})

describe('refused with what is wrong', () => {
  const cases: [what: string, token: () => Promise<string> | string, problem: string][] = [
    ['another audience', () => sign({ aud: 'other' }), `it is for other, and this server is ${AUDIENCE}`],
    ['no audience', () => sign({ aud: undefined }), 'it is for no audience'],
    ['another issuer', () => sign({ iss: 'https://evil.example' }), 'it is from another issuer'],
    ['an expired one', () => sign({ exp: seconds() - 60 }), 'it has expired'],
    ['one that never expires', () => sign({ exp: undefined }), 'it has no exp'],
    ['one that is not valid yet', () => sign({ nbf: seconds() + 60 }), 'it is not valid yet'],
    ['an ID token by its claims', () => sign({ nonce: 'n' }, { typ: 'JWT' }), 'it is an ID token'],
    ['an ID token by its kind', () => sign({ typ: 'ID' }, { typ: 'JWT' }), 'it is an ID token'],
    ['a logout token', () => sign({}, { typ: 'logout+jwt' }), 'it is a logout+jwt'],
    ['an opaque one', () => 'AbCdEf', 'it is not a signed JSON web token'],
    ['three dots', () => 'a.b.c', 'it is not a signed JSON web token'],
    ['a forged signature', async () => forge(await sign()), 'its signature is wrong'],
    ['alg: none', async () => unsigned(await sign()), 'it is signed with an algorithm that is not allowed'],
    [
      'HS256 with the public key',
      () => signedWithPublicKey(),
      'it is signed with an algorithm that is not allowed',
    ],
    [
      'an unknown key',
      () => signedWithOtherKey('unknown'),
      'it is signed with a key that the provider does not publish',
    ],
  ]
  test.each(cases)('%s', async (_what, token, problem) => {
    const [status, message] = await problemOf(token())
    expect(message).toMatch(/^The access token is not valid: it/)
    expect(message).toContain(problem)
    expect(status).toBe(401)
  })

  test('another key under the name of the provider’s', async () => {
    const { kid } = header(await sign())
    expect(await problemOf(signedWithOtherKey(String(kid)))).toEqual([
      401,
      expect.stringContaining('signature'),
    ])
  })

  test('an unmarked token for the client itself, which may be an ID token', async () => {
    const own = { audience: CLIENT_ID }
    const unmarked = sign({ aud: CLIENT_ID }, { typ: 'JWT' })
    expect(await problemOf(unmarked, own)).toEqual([401, expect.stringContaining('may be an ID token')])
    expect(await verify(await sign({ aud: CLIENT_ID, typ: 'Bearer' }, { typ: 'JWT' }), own)).toBeDefined()
    expect(await verify(await sign({ aud: [CLIENT_ID, 'x'] }), own)).toBeDefined()
  })
})

test('clocks may be half a minute apart', async () => {
  expect(await verify(await sign({ exp: seconds() - 20, nbf: seconds() - 300 }))).toBeDefined()
  expect(await verify(await sign({ nbf: seconds() + 20 }))).toBeDefined()
})

test('a new key of the provider counts, and the old one no longer', async () => {
  const verifier = verifierWith()
  const before = await sign()
  await verifier.verify(before)
  await provider.rotateKey()
  const after = await sign()
  // Keys are read again at most twice a minute, and every ten minutes in any case.
  await expect(verifier.verify(after)).rejects.toThrow('a key that the provider does not publish')
  const soon = sign({ exp: seconds() + 3600 })
  now += 11 * MINUTE_MS
  await vi.waitFor(async () => verifier.verify(await soon))
  await expect(verifier.verify(before)).rejects.toThrow('a key that the provider does not publish')
})

test('tokens are verified while the provider is down, once its keys are known', async () => {
  const verifier = verifierWith()
  const token = await sign()
  await verifier.verify(token)
  provider.setDown(true)
  expect(await verifier.verify(token)).toBeDefined()
  const [status, message] = await problemOf(token)
  provider.setDown(false)
  expect(status).toBe(503)
  expect(message).toContain(`The sign-in provider ${provider.issuer} can’t be reached: `)
})

test('a process that started while the provider was down works once it is up', async () => {
  const verifier = verifierWith()
  const token = await sign()
  provider.setDown(true)
  await expect(verifier.verify(token)).rejects.toThrow('can’t be reached')
  provider.setDown(false)
  await expect(verifier.verify(token), 'nobody waits for it again at once').rejects.toThrow(
    'can’t be reached',
  )
  now += 6000
  expect(await verifier.verify(token)).toBeDefined()
})

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const header = (token: string): { kid?: string } =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())

/** Claims that grant everything, with the signature of those before. */
function forge(token: string): string {
  const [head = '', , signature = ''] = token.split('.')
  const exp = seconds() + 300
  const claims = { iss: provider.issuer, aud: AUDIENCE, exp, realm_access: { roles: ['fleet-admin'] } }
  return [head, encode(claims), signature].join('.')
}

const unsigned = (token: string) =>
  [encode({ alg: 'none', typ: 'at+jwt' }), token.split('.')[1], ''].join('.')

const claims = () => ({ iss: provider.issuer, aud: AUDIENCE, exp: seconds() + 300 })

async function signedWithPublicKey(): Promise<string> {
  const secret = new TextEncoder().encode(JSON.stringify(await provider.publicKey()))
  return new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' }).sign(secret)
}

async function signedWithOtherKey(kid: string): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256')
  return new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid }).sign(privateKey)
}
