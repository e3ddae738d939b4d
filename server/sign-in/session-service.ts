import { SIGN_IN_URL } from '#contract/session.ts'
import type { FastifyRequest } from 'fastify'
import type { OidcSettings } from '#server/config/sign-in-config.ts'
import type { Context } from '#server/context.ts'
import type { SignIn } from './oidc-client.ts'
import { createOwnSignIn } from './own-sign-in.ts'
import { checkPerson } from './check-person.ts'
import { checkedSettings, checkSignIn } from './check-sign-in.ts'
import { originOf } from './cookies.ts'
import { sessionOf } from './session-request.ts'
import { bearerToken, createCallerIdentifier, type IdentifyCaller } from './require-role.ts'
import { Sealer } from './sealer.ts'
import type { SessionKey } from './session-key.ts'
import { type SessionLimits, Sessions } from './sessions.ts'

export interface SessionOptions extends SessionLimits {
  key: SessionKey
}

/** How people sign in to this server and stay so. */
export interface SessionService extends SessionLimits {
  identify: IdentifyCaller
  signIn: () => Promise<SignIn>
  sessions: Sessions
  sealer: Sealer
  publicUrls: readonly string[]
  managementUrl: string | null
  /** Where a browser begins to sign in. Throws an `HttpError` where another update server requires no sign-in, or can't be reached. */
  signInUrl: () => Promise<string>
  /** Names of cookies by which another update server knows a browser that signs out here. */
  otherCookies: readonly string[]
  /**
   * What an administrator sets up at the provider, and what is wrong. Throws an `HttpError` as `signInUrl` does.
   * @param origins the URLs by which browsers reach this server
   */
  check: (origins: readonly string[]) => ReturnType<typeof checkSignIn>
  /** What the access token of whoever asks is worth; null for nobody. */
  checkAsker: (request: FastifyRequest) => Promise<Awaited<ReturnType<typeof checkPerson>> | null>
}

export interface OwnSignInOptions {
  settings: OidcSettings
  session: SessionOptions
}

/** For a server whose settings say how people sign in and what their roles mean. */
export function createOwnSessionService(
  context: Context,
  { settings, session }: OwnSignInOptions,
  publicUrls: readonly string[],
): SessionService {
  const own = createOwnSignIn(settings, context)
  const signIn = async () => own
  const sealer = new Sealer(session.key, context.clock)
  const sessions = new Sessions(context, { sealer, limits: session, updateServer: null, signIn })
  const identify = createCallerIdentifier({ verifier: own.verifier, sessions, publicUrls })
  const { idleMs, maxMs } = session
  const { managementUrl } = settings
  const { verifier } = own
  return {
    identify,
    signIn,
    sessions,
    sealer,
    publicUrls,
    managementUrl,
    signInUrl: async () => SIGN_IN_URL,
    otherCookies: [],
    check: (origins) => checkSignIn(checkedSettings(settings), origins, context.clock),
    checkAsker: async (request) => {
      const token =
        bearerToken(request.headers.authorization) ?? (await sessionToken(request, publicUrls, sessions))
      return token === null ? null : checkPerson(token, { verifier, settings })
    },
    idleMs,
    maxMs,
  }
}

async function sessionToken(
  request: FastifyRequest,
  publicUrls: readonly string[],
  sessions: Sessions,
): Promise<string | null> {
  const session = await sessionOf(request, originOf(request, publicUrls), sessions)
  return session?.access_token ?? null
}
