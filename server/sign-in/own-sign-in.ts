import { ASSUMED_TOKEN_LIFETIME_S } from '#contract/session.ts'
import type { Context } from '#server/context.ts'
import type { OidcSettings } from '#server/config/sign-in-config.ts'
import { personName } from '#contract/person-name.ts'
import { HttpError } from '#server/http/http-error.ts'
import { TokenVerifier } from './bearer-token.ts'
import type { Assessment, SignIn } from './oidc-client.ts'
import { OidcProvider } from './oidc-provider.ts'

export interface OwnSignIn extends SignIn {
  verifier: TokenVerifier
}

/** The sign-in of a server whose settings say what the roles mean. */
export function createOwnSignIn(settings: OidcSettings, { clock }: Pick<Context, 'clock'>): OwnSignIn {
  const provider = new OidcProvider(settings, clock)
  const verifier = new TokenVerifier(provider, settings, clock)
  return {
    provider,
    verifier,
    scopes: settings.scopes,
    audience: settings.audience,
    logoutUrl: settings.logoutUrl,
    assess: async (tokens): Promise<Assessment> => {
      const name = personName(tokens.claims() ?? {})
      try {
        const { name: tokenName, role, reason, expires } = await verifier.verify(tokens.access_token)
        return { name: name || tokenName, role, reason, expires }
      } catch (error) {
        // Whoever signed in learns what is wrong with the token, and may do nothing.
        if (!(error instanceof HttpError) || error.status !== 401) throw error
        const seconds = tokens.expiresIn() ?? ASSUMED_TOKEN_LIFETIME_S
        const expires = new Date(clock.now().getTime() + seconds * 1000)
        return { name, role: null, reason: withoutPeriod(error.message), expires }
      }
    },
  }
}

const withoutPeriod = (sentence: string) => sentence.replace(/^The/, 'the').replace(/\.$/, '')
