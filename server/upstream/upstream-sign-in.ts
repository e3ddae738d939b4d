import { decodeJwt } from 'jose'
import { serverConfigSchema } from '#contract/server-config.ts'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import type { ClientConfig } from '#server/config/sign-in-config.ts'
import type { Context } from '#server/context.ts'
import { HttpError } from '#server/http/http-error.ts'
import { describePerson } from '#server/sign-in/check-person.ts'
import { nameOf } from '#server/sign-in/claims.ts'
import type { SignIn, TokenResponse } from '#server/sign-in/oidc-client.ts'
import { OidcProvider } from '#server/sign-in/oidc-provider.ts'
import { Sealer } from '#server/sign-in/sealer.ts'
import type { SessionOptions, SessionService } from '#server/sign-in/session-service.ts'
import { sessionOf } from '#server/sign-in/session-request.ts'
import { originOf } from '#server/sign-in/cookies.ts'
import { Sessions } from '#server/sign-in/sessions.ts'
import { UpstreamClient } from './upstream-client.ts'
import { UpstreamRoles } from './upstream-roles.ts'

export interface UpstreamSignInOptions {
  client: ClientConfig
  session: SessionOptions
  publicUrls: readonly string[]
}

/** How long the update server's own settings count until they are read again. */
const CONFIG_MS = 5 * MINUTE_MS
const UNKNOWN_LIFETIME_SECONDS = 300

/** People sign in as the update server's `/config` says, and it decides what they may do. */
export function createUpstreamSessionService(
  updateServer: string,
  context: Context,
  { client, session, publicUrls }: UpstreamSignInOptions,
): SessionService & { stop: () => void } {
  const upstream = new UpstreamClient(updateServer)
  const signIn = createSignIn(upstream, client, context)
  const roles = new UpstreamRoles(upstream, context.clock)
  const sealer = new Sealer(session.key, context.clock)
  const sessions = new Sessions(context, { sealer, limits: session, updateServer, signIn })
  return {
    identify: async (request) => {
      const found = await sessionOf(request, originOf(request, publicUrls), sessions)
      if (found === null) return null
      const access = await roles.accessOf({ authorization: `Bearer ${found.access_token}` })
      return { ...access, name: found.name, by: 'cookie' }
    },
    signIn,
    sessions,
    sealer,
    publicUrls,
    managementUrl: null,
    checkedSettings: async () => {
      const { provider, scopes, audience, logoutUrl } = await signIn()
      return { ...provider.settings, scopes, audience, logoutUrl, roles: null }
    },
    checkAsker: async (request) => {
      const found = await sessionOf(request, originOf(request, publicUrls), sessions)
      if (found === null) return null
      const { role, reason } = await roles.accessOf({ authorization: `Bearer ${found.access_token}` })
      const person = describePerson(found.name, reason, found.access_token)
      const problem = { message: `You have no access: ${reason}.`, setting: null }
      return { person, problem: role === null ? problem : null }
    },
    idleMs: session.idleMs,
    maxMs: session.maxMs,
    stop: () => upstream.stop(),
  }
}

function createSignIn(upstream: UpstreamClient, client: ClientConfig, { clock }: Context) {
  let known: { at: number; key: string; signIn: SignIn } | null = null

  return async (): Promise<SignIn> => {
    const now = clock.now().getTime()
    if (known && now - known.at < CONFIG_MS) return known.signIn
    const config = await upstream.get('/config', serverConfigSchema, {}).catch((error: unknown) => {
      if (known) return null
      throw error
    })
    // The sign-in works on while that server is down.
    if (config === null && known) return known.signIn
    const issuerUrl = config?.oidc_issuer_url ?? ''
    const clientId = client.clientId ?? config?.oidc_client_id ?? ''
    if (config?.auth_mode !== 'oidc' || !URL.canParse(issuerUrl) || clientId === '') throw NO_OIDC
    const key = JSON.stringify([issuerUrl, clientId])
    const provider =
      known?.key === key
        ? known.signIn.provider
        : new OidcProvider({ issuerUrl, clientId, clientSecret: client.clientSecret }, clock)
    const signIn: SignIn = {
      provider,
      scopes: scopesOf(config.oidc_scopes),
      audience: config.oidc_audience ?? null,
      logoutUrl: client.logoutUrl ?? config.oidc_logout_url ?? null,
      assess: async (tokens) => ({
        name: nameOf(tokens.claims() ?? {}),
        role: null,
        reason: '',
        expires: expiryOf(tokens, clock.now()),
      }),
    }
    known = { at: now, key, signIn }
    return signIn
  }
}

const NO_OIDC = new HttpError(404, 'no-sign-in', 'The update server has no sign-in with OpenID Connect.')

/** A Nebraska writes them with commas, and its dashboard reads spaces too. */
const scopesOf = (text: string | null | undefined): string[] => {
  const scopes = (text ?? '').split(/[\s,]+/).filter((scope) => scope !== '')
  return scopes.includes('openid') ? scopes : ['openid', ...scopes]
}

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
  return new Date(now.getTime() + UNKNOWN_LIFETIME_SECONDS * SECOND_MS)
}
