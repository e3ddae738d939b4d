import * as oauth from 'oauth4webapi'
import { BROWSER_SIGN_IN_PATHS } from '#contract/page-paths.ts'
import { scopesOf, type ServerConfig } from '#contract/server-config.ts'

/** What the browser must bring back from the provider, and nobody else can. No token. */
export interface PendingSignIn {
  state: string
  nonce: string
  verifier: string
}

export interface Tokens {
  access: string
  refresh: string | null
  /** In seconds; null where the provider doesn’t say. */
  expiresIn: number | null
  /** Claims of the ID token; null where a refresh brought none. */
  claims: oauth.IDToken | null
}

/** A public client of the provider, as the update server’s `/config` names both. */
export interface OidcClient {
  server: oauth.AuthorizationServer
  client: oauth.Client
  redirectUri: string
  scope: string
  audience: string | null
}

/** Reads what the provider publishes about itself. Throws where it can’t be reached, or is another one. */
export async function discoverProvider(config: ServerConfig, origin: string): Promise<OidcClient> {
  const issuer = new URL(config.oidc_issuer_url ?? '')
  const response = await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...insecureOn(issuer) })
  return {
    server: await oauth.processDiscoveryResponse(issuer, response),
    client: { client_id: config.oidc_client_id ?? '', [oauth.clockTolerance]: 30 },
    redirectUri: origin + BROWSER_SIGN_IN_PATHS.callback,
    scope: scopesOf(config).join(' '),
    audience: config.oidc_audience ?? null,
  }
}

/** Authorization Code with PKCE (RFC 9700, section 2.1.1). */
export async function authorizationUrl(oidc: OidcClient): Promise<{ url: string; pending: PendingSignIn }> {
  const pending = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
  }
  const url = new URL(oidc.server.authorization_endpoint ?? '')
  const parameters = {
    response_type: 'code',
    client_id: oidc.client.client_id,
    redirect_uri: oidc.redirectUri,
    scope: oidc.scope,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    ...(oidc.audience !== null && { audience: oidc.audience }),
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return { url: url.href, pending }
}

/** Throws where state, issuer, nonce or PKCE are not as they were, and where the provider refuses. */
export async function redeemCode(oidc: OidcClient, callback: URL, pending: PendingSignIn): Promise<Tokens> {
  const { server, client, redirectUri } = oidc
  const parameters = oauth.validateAuthResponse(server, client, callback, pending.state)
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    redirectUri,
    pending.verifier,
    insecureOn(new URL(server.issuer)),
  )
  const expected = { expectedNonce: pending.nonce, requireIdToken: true }
  return tokensOf(await oauth.processAuthorizationCodeResponse(server, client, response, expected))
}

export async function refreshTokens({ server, client }: OidcClient, refreshToken: string): Promise<Tokens> {
  const insecure = insecureOn(new URL(server.issuer))
  const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, insecure)
  return tokensOf(await oauth.processRefreshTokenResponse(server, client, response))
}

/** Tells the provider that the refresh token is not used any more, if it takes that. */
export async function revokeToken({ server, client }: OidcClient, token: string): Promise<void> {
  if (server.revocation_endpoint === undefined) return
  const insecure = insecureOn(new URL(server.issuer))
  const response = await oauth.revocationRequest(server, client, oauth.None(), token, insecure)
  await oauth.processRevocationResponse(response)
}

/** Where to sign out of the provider, without a token in the URL; null where there is no such address. */
export function signOutUrl({ server, client }: OidcClient, returnTo: string): string | null {
  if (server.end_session_endpoint === undefined) return null
  const url = new URL(server.end_session_endpoint)
  url.searchParams.set('client_id', client.client_id)
  url.searchParams.set('post_logout_redirect_uri', returnTo)
  return url.href
}

const tokensOf = (response: oauth.TokenEndpointResponse): Tokens => ({
  access: response.access_token,
  refresh: response.refresh_token ?? null,
  expiresIn: response.expires_in ?? null,
  claims: oauth.getValidatedIdTokenClaims(response) ?? null,
})

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** Only on this machine may a provider answer over http. */
const insecureOn = ({ protocol, hostname }: URL) => ({
  [oauth.allowInsecureRequests]: protocol === 'http:' && LOOPBACK.includes(hostname),
})
