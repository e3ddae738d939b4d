import * as client from 'openid-client'
import { HttpError } from '#server/http/http-error.ts'
import type { SignInProblem } from '#contract/session.ts'
import type { AccessLevel } from './access-level.ts'
import type { OidcProvider } from './oidc-provider.ts'

/** What the person's browser must bring back from the provider. */
export interface PendingSignIn {
  state: string
  nonce: string
  code_verifier: string
}

export interface ClientOptions {
  scopes: readonly string[]
  /** Requested of providers that issue tokens for an audience; null for none. */
  audience: string | null
  /** Where to sign out of a provider that publishes no address for it; null for none. */
  logoutUrl: string | null
}

/** What a token lets its owner do, and until when. */
export interface Assessment extends AccessLevel {
  name: string
  expires: Date
}

export type TokenResponse = client.TokenEndpointResponse & client.TokenEndpointResponseHelpers

/** How this server stands with a provider: as which client, and what its tokens mean here. */
export interface SignIn extends ClientOptions {
  provider: OidcProvider
  /** Throws an `HttpError` with 503 where that can't be found out. */
  assess: (tokens: TokenResponse) => Promise<Assessment>
}

/** Why nobody was signed in. */
export class SignInError extends Error {
  readonly problem: SignInProblem
  constructor(problem: SignInProblem, message: string) {
    super(message)
    this.name = 'SignInError'
    this.problem = problem
  }
}

/** The redirect URI of a sign-in, which the provider must know. */
export const callbackOf = (origin: string): string => `${origin}/platte/sign-in/callback`

/** The provider's address to send the browser to: Authorization Code with PKCE (RFC 9700, section 2.1.1). */
export async function startSignIn(
  { provider, scopes, audience }: SignIn,
  redirectUri: string,
): Promise<{ location: string; pending: PendingSignIn }> {
  const configuration = await provider.configuration()
  const pending = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    code_verifier: client.randomPKCECodeVerifier(),
  }
  const location = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: scopes.join(' '),
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(pending.code_verifier),
    code_challenge_method: 'S256',
    ...(audience !== null && { audience }),
  })
  return { location: location.href, pending }
}

/**
 * Exchanges the code for tokens, once state, issuer, nonce and PKCE are as expected. Throws a `SignInError`.
 * @param currentUrl the callback's, with the query that the browser brought
 */
export async function finishSignIn(
  { provider }: SignIn,
  currentUrl: URL,
  pending: PendingSignIn,
): Promise<TokenResponse> {
  try {
    const tokens = await client.authorizationCodeGrant(await provider.configuration(), currentUrl, {
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      pkceCodeVerifier: pending.code_verifier,
      idTokenExpected: true,
    })
    provider.answered()
    return tokens
  } catch (error) {
    throw signInErrorOf(provider, error)
  }
}

/** Null where the provider ended the session. Throws an `HttpError` with 503 where it can't be reached. */
export async function refreshTokens(
  { provider }: SignIn,
  refreshToken: string,
): Promise<TokenResponse | null> {
  try {
    const tokens = await client.refreshTokenGrant(await provider.configuration(), refreshToken)
    provider.answered()
    return tokens
  } catch (error) {
    if (error instanceof HttpError) throw error
    if (error instanceof client.ResponseBodyError && error.error === 'invalid_grant') return null
    throw provider.unavailable(error)
  }
}

/** Tells the provider that the refresh token is not used any more, if it takes that. */
export async function revokeToken({ provider }: SignIn, token: string): Promise<void> {
  const configuration = await provider.configuration()
  if (configuration.serverMetadata().revocation_endpoint === undefined) return
  await client.tokenRevocation(configuration, token)
}

/**
 * Where a browser signs out of the provider; null where there is no such address. No token goes into the URL, so the
 * provider may ask whether to sign out.
 */
export async function signOutUrl({ provider, logoutUrl }: SignIn, origin: string): Promise<string | null> {
  const configuration = await provider.configuration()
  if (configuration.serverMetadata().end_session_endpoint === undefined) return logoutUrl
  return client.buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${origin}/` }).href
}

/** By the error codes of RFC 6749, sections 4.1.2.1 and 5.2, and RFC 8707, section 2. */
const PROBLEMS: Readonly<Record<string, SignInProblem>> = {
  access_denied: 'declined',
  invalid_client: 'client',
  unauthorized_client: 'client',
  invalid_scope: 'scope',
  invalid_target: 'audience',
}

function signInErrorOf(provider: OidcProvider, error: unknown): SignInError {
  if (error instanceof client.AuthorizationResponseError)
    return new SignInError(PROBLEMS[error.error] ?? 'refused', describe(error))
  if (error instanceof client.ResponseBodyError)
    return new SignInError(PROBLEMS[error.error] ?? 'refused', describe(error))
  if (error instanceof HttpError) return new SignInError('unavailable', error.message)
  // The library's own errors are about what came back; others are of the network.
  if (error instanceof client.ClientError && error.code !== undefined && !(error.cause instanceof TypeError))
    return new SignInError('refused', error.message)
  return new SignInError('unavailable', provider.unavailable(error).message)
}

const describe = ({ error, error_description }: { error: string; error_description?: string | undefined }) =>
  `the provider answered ${error}${error_description === undefined ? '' : ` (${error_description.slice(0, 200)})`}`
