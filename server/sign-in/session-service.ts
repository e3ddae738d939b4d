import type { OidcSettings } from '#server/config/sign-in-config.ts'
import type { Context } from '#server/context.ts'
import type { SignIn } from './oidc-client.ts'
import { createOwnSignIn } from './own-sign-in.ts'
import { createCallerIdentifier, type IdentifyCaller } from './require-role.ts'
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
  return { identify, signIn, sessions, sealer, publicUrls, managementUrl, idleMs, maxMs }
}
