import { decodeJwt } from 'jose'
import { personName } from '#contract/person-name.ts'
import { scopesOf } from '#contract/server-config.ts'
import { ASSUMED_TOKEN_LIFETIME_S, GITHUB_SIGN_IN_URL, SIGN_IN_URL } from '#contract/session.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import { TOKEN_NOT_ACCEPTED } from '#contract/upstream-access.ts'
import type { ClientConfig } from '#server/config/sign-in-config.ts'
import type { Context } from '#server/context.ts'
import { HttpError } from '#server/http/http-error.ts'
import { describePerson } from '#server/sign-in/check-person.ts'
import { checkSignIn } from '#server/sign-in/check-sign-in.ts'
import type { SignIn, TokenResponse } from '#server/sign-in/oidc-client.ts'
import { OidcProvider } from '#server/sign-in/oidc-provider.ts'
import { Sealer } from '#server/sign-in/sealer.ts'
import type { SessionOptions, SessionService } from '#server/sign-in/session-service.ts'
import { sessionOf } from '#server/sign-in/session-request.ts'
import { originOf } from '#server/sign-in/cookies.ts'
import { Sessions } from '#server/sign-in/sessions.ts'
import { checkGithub, GITHUB_COOKIE } from './github-sign-in.ts'
import type { Upstream } from './upstream.ts'
import { createVerifiedCallers } from './verified-caller.ts'

export interface UpstreamSignInOptions {
  client: ClientConfig
  session: SessionOptions
  publicUrls: readonly string[]
}

/** People sign in as the update server's `/config` says, and it decides what they may do. */
export function createUpstreamSessionService(
  upstream: Upstream,
  context: Context,
  { client, session, publicUrls }: UpstreamSignInOptions,
): SessionService {
  const { roles, readConfig } = upstream
  const signIn = createSignIn(upstream, client, context)
  const sealer = new Sealer(session.key, context.clock)
  const sessions = new Sessions(context, { sealer, limits: session, updateServer: upstream.url, signIn })
  const verifiedCaller = createVerifiedCallers(upstream)
  const accessOf = (token: string) => roles.accessOf({ authorization: `Bearer ${token}` })
  return {
    identify: async (request) => {
      const found = await sessionOf(request, originOf(request, publicUrls), sessions)
      if (found === null || request.headers.authorization !== undefined) return verifiedCaller(request)
      const access = (await accessOf(found.access_token)) ?? TOKEN_NOT_ACCEPTED
      return { ...access, name: found.name, by: 'cookie' }
    },
    signIn,
    signInUrl: async () => {
      const { auth_mode } = await readConfig()
      if (auth_mode === 'github') return GITHUB_SIGN_IN_URL
      await signIn()
      return SIGN_IN_URL
    },
    sessions,
    sealer,
    publicUrls,
    managementUrl: null,
    otherCookies: [GITHUB_COOKIE],
    check: async (origins) => {
      const { auth_mode } = await readConfig()
      if (auth_mode === 'github') return checkGithub(origins)
      const { provider, scopes, audience, logoutUrl } = await signIn()
      const settings = { ...provider.settings, scopes, audience, logoutUrl, roles: null }
      return checkSignIn(settings, origins, context.clock)
    },
    checkAsker: async (request) => {
      const found = await sessionOf(request, originOf(request, publicUrls), sessions)
      if (found === null) return null
      const { role, reason } = (await accessOf(found.access_token)) ?? TOKEN_NOT_ACCEPTED
      const person = describePerson(found.name, reason, found.access_token)
      const problem = { message: `You have no access: ${reason}.`, setting: null }
      return { person, problem: role === null ? problem : null }
    },
    idleMs: session.idleMs,
    maxMs: session.maxMs,
  }
}

function createSignIn({ readConfig }: Upstream, client: ClientConfig, { clock }: Context) {
  let known: { settings: string; signIn: SignIn } | null = null

  return async (): Promise<SignIn> => {
    const config = await readConfig()
    const issuerUrl = config.oidc_issuer_url ?? ''
    const clientId = client.clientId ?? config.oidc_client_id ?? ''
    if (config.auth_mode !== 'oidc' || !URL.canParse(issuerUrl) || clientId === '') throw NO_OIDC
    const { oidc_scopes, oidc_audience, oidc_logout_url } = config
    const settings = JSON.stringify([issuerUrl, clientId, oidc_scopes, oidc_audience, oidc_logout_url])
    if (known?.settings === settings) return known.signIn
    const signIn: SignIn = {
      provider: new OidcProvider({ issuerUrl, clientId, clientSecret: client.clientSecret }, clock),
      scopes: scopesOf(config),
      audience: oidc_audience ?? null,
      logoutUrl: client.logoutUrl ?? oidc_logout_url ?? null,
      assess: async (tokens) => ({
        name: personName(tokens.claims() ?? {}),
        role: null,
        reason: '',
        expires: expiryOf(tokens, clock.now()),
      }),
    }
    known = { settings, signIn }
    return signIn
  }
}

const NO_OIDC = new HttpError(404, 'no-sign-in', 'The update server has no sign-in with OpenID Connect.')

/** Of the token itself, since not every provider says how long it lasts. */
function expiryOf(tokens: TokenResponse, now: Date): Date {
  const seconds = tokens.expiresIn()
  if (seconds !== undefined) return new Date(now.getTime() + seconds * SECOND_MS)
  try {
    const { exp } = decodeJwt(tokens.access_token)
    if (exp !== undefined) return new Date(exp * SECOND_MS)
  } catch {
    // An opaque token.
  }
  return new Date(now.getTime() + ASSUMED_TOKEN_LIFETIME_S * SECOND_MS)
}
