import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'
import { HOUR_MS } from '#contract/time-units.ts'
import { sessionKey } from '#server/sign-in/session-key.ts'
import * as oidcProvider from 'oidc-provider'

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

export interface TestProvider {
  issuer: string
  /** The account that signs in next, without a form; null for one that declines. */
  account: string | null
  /** Claims of the access tokens and of userinfo, by account. */
  claims: Record<string, object>
  /** What access tokens are for, whatever is requested; null for what is requested. */
  audience: string | null
  /** How long access tokens last, in seconds. */
  accessTokenSeconds: number
  /** Requests to the token endpoint so far. */
  tokenRequests: number
  /** Signs a token with the provider's key. The claims have an issuer, an audience and times already. */
  signToken: (claims?: JWTPayload, header?: Partial<JWTHeaderParameters>) => Promise<string>
  /** The provider's public key. */
  publicKey: () => Promise<object>
  /** Makes the provider use a new key from now on, and publish no other. */
  rotateKey: () => Promise<void>
  /** Makes the provider answer nothing until it is up again. */
  setDown: (isDown: boolean) => void
  close: () => void
}

export const AUDIENCE = 'https://platte.example.test/api'
export const CLIENT_ID = 'platte'
/** A client without a secret, for a browser. */
export const PUBLIC_CLIENT_ID = 'browser'
const CLIENT_SECRET = 'a secret of the test'

/** Runs a real OpenID provider on a free port of loopback. */
export async function startOidcProvider({
  redirectUris = ['http://127.0.0.1/platte/sign-in/callback', 'http://127.0.0.1/auth/callback'],
}: { redirectUris?: string[] } = {}): Promise<TestProvider> {
  let listener: Listener | null = null
  let isDown = false
  const server = createServer((request, response) => {
    if (isDown) return request.socket.destroy()
    if (request.url?.startsWith('/token') === true) provider.tokenRequests += 1
    return listener?.(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The provider listens on no port.')
  const issuer = `http://127.0.0.1:${address.port}`
  let key = await newKey()

  const provider: TestProvider = {
    issuer,
    account: 'ada',
    claims: {},
    audience: null,
    accessTokenSeconds: 300,
    tokenRequests: 0,
    signToken: (claims = {}, header = {}) => {
      const now = Math.floor(Date.now() / 1000)
      return new SignJWT({ iss: issuer, aud: AUDIENCE, sub: 'ada', iat: now, exp: now + 300, ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'at+jwt', ...header })
        .sign(key.privateKey)
    },
    publicKey: () => exportJWK(key.publicKey),
    rotateKey: async () => {
      key = await newKey()
      listener = await createListener()
    },
    setDown: (down) => {
      isDown = down
      if (down) server.closeAllConnections()
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }

  async function createListener(): Promise<Listener> {
    const configuration = configure(provider, redirectUris)
    const jwk = { ...(await exportJWK(key.privateKey)), kid: key.kid, alg: 'ES256', use: 'sig' }
    const oidc = new oidcProvider.Provider(issuer, { ...configuration, jwks: { keys: [jwk] } })
    const callback = oidc.callback()
    return (request, response) =>
      request.url?.startsWith('/interaction/') === true
        ? void finishInteraction(oidc, provider.account, request, response)
        : callback(request, response)
  }

  listener = await createListener()
  return provider
}

async function newKey() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  return { privateKey, publicKey, kid: crypto.randomUUID() }
}

/** Signs in at once, as a provider does whose session is still there. */
async function finishInteraction(
  oidc: oidcProvider.Provider,
  accountId: string | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const result =
    accountId === null
      ? { error: 'access_denied', error_description: 'declined' }
      : { login: { accountId, remember: false } }
  await oidc.interactionFinished(request, response, result)
}

const configure = (provider: TestProvider, redirectUris: string[]): oidcProvider.Configuration => ({
  clients: [
    { ...clientFor(redirectUris), client_id: CLIENT_ID, client_secret: CLIENT_SECRET },
    { ...clientFor(redirectUris), client_id: PUBLIC_CLIENT_ID, token_endpoint_auth_method: 'none' },
  ],
  clientBasedCORS: () => true,
  extraParams: ['audience'],
  rotateRefreshToken: true,
  issueRefreshToken: async () => true,
  pkce: { required: () => true },
  cookies: { keys: ['a key of the test'] },
  interactions: { policy: withoutConsent(), url: (_ctx, { uid }) => `/interaction/${uid}` },
  enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
  ttl: {
    AccessToken: () => provider.accessTokenSeconds,
    IdToken: 300,
    Grant: 86_400,
    Interaction: 600,
    RefreshToken: 86_400,
    Session: 86_400,
  },
  features: featuresOf(provider),
  findAccount: (_ctx, accountId) => ({
    accountId,
    claims: async () => ({
      sub: accountId,
      preferred_username: accountId,
      ...provider.claims[accountId],
    }),
  }),
  claims: { openid: ['sub', 'roles', 'realm_access'], profile: ['preferred_username'], email: ['email'] },
  extraTokenClaims: (_ctx, token) =>
    'accountId' in token && typeof token.accountId === 'string'
      ? { preferred_username: token.accountId, ...provider.claims[token.accountId] }
      : {},
  // Nobody has to agree to what the client may see.
  loadExistingGrant: async (ctx) => {
    const { client, session, params } = ctx.oidc
    if (!client || session?.accountId === undefined) return undefined
    const granted = session.grantIdFor(client.clientId)
    // A sign-out revokes the grant, and the provider's own session goes on.
    const found = granted === undefined ? undefined : await ctx.oidc.provider.Grant.find(granted)
    if (found) return found
    const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId })
    grant.addOIDCScope(textOf(params?.['scope']) ?? 'openid')
    await grant.save()
    return grant
  },
})

const featuresOf = (provider: TestProvider): oidcProvider.Configuration['features'] => ({
  devInteractions: { enabled: false },
  revocation: { enabled: true },
  rpInitiatedLogout: {
    enabled: true,
    // The provider's own page loads a font from elsewhere.
    logoutSource: (ctx, form) => {
      ctx.body = `<!doctype html>${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`
    },
  },
  resourceIndicators: {
    enabled: true,
    defaultResource: (ctx) => provider.audience ?? textOf(ctx.oidc.params?.['audience']) ?? AUDIENCE,
    useGrantedResource: () => true,
    getResourceServerInfo: (_ctx, resource) => ({
      scope: '',
      audience: resource,
      accessTokenFormat: 'jwt',
      accessTokenTTL: provider.accessTokenSeconds,
      jwt: { sign: { alg: 'ES256' } },
    }),
  },
})

/** The provider asks whether a native application may sign in each time, and nobody answers that here. */
function withoutConsent() {
  const policy = oidcProvider.interactionPolicy.base()
  policy.get('consent')?.checks.remove('native_client_prompt')
  return policy
}

/** Of a native application, whose redirect URIs on loopback may have any port (RFC 8252, section 7.3). */
const clientFor = (redirectUris: string[]) => ({
  application_type: 'native' as const,
  redirect_uris: redirectUris,
  post_logout_redirect_uris: [...new Set(redirectUris.map((uri) => new URL('/', uri).href))],
  grant_types: ['authorization_code', 'refresh_token'],
  id_token_signed_response_alg: 'ES256' as const,
})

const textOf = (value: unknown) => (typeof value === 'string' ? value : null)

/** The settings of a server whose people sign in there. */
export const settingsFor = ({ issuer }: TestProvider) => ({
  issuerUrl: issuer,
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
  audience: AUDIENCE,
  adminRoles: ['fleet-admin'],
  viewerRoles: ['fleet-viewer'],
  rolesPath: 'realm_access.roles',
  scopes: ['openid', 'profile', 'email'],
  useUserinfo: false,
  managementUrl: null,
  logoutUrl: null,
})

/** What the tests' servers encrypt tokens with, and how long sessions last there. */
export const signInFor = (provider: TestProvider) => ({
  settings: settingsFor(provider),
  session: {
    key: sessionKey('a key of the tests'),
    idleMs: 12 * HOUR_MS,
    maxMs: 168 * HOUR_MS,
  },
})
