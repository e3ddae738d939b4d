import type { OidcSettings } from '#server/config/sign-in-config.ts'
import type { Clock } from '#server/clock.ts'
import { HttpError } from '#server/http/http-error.ts'
import { OidcProvider } from './oidc-provider.ts'
import { callbackOf } from './oidc-client.ts'

export interface SignInCheck {
  /** What the settings and the provider say, one fact a line. */
  facts: string[]
  /** What keeps people from signing in, with the setting that would change it; empty where nothing does. */
  problems: string[]
}

/**
 * What an administrator needs to set up a client at the provider, and what is wrong with the settings as far as the provider's
 * own description shows it. Nobody signs in for that.
 * @param origins the URLs by which browsers reach this server
 */
export async function checkSignIn(
  settings: OidcSettings,
  origins: readonly string[],
  clock: Clock,
): Promise<SignInCheck> {
  const { clientId, clientSecret, audience, scopes, rolesPath, adminRoles, viewerRoles, useUserinfo } =
    settings
  const facts = [
    `Issuer: ${settings.issuerUrl}`,
    `Client: ${clientId}, ${clientSecret === null ? 'public' : 'with a secret'}`,
    ...origins.map((origin) => `Redirect URI to register: ${callbackOf(origin)}`),
    ...origins.map((origin) => `Post-logout redirect URI to register: ${origin}/`),
    `Audience of access tokens: ${audience}`,
    `Scopes: ${scopes.join(' ')}`,
    `Roles: at ${rolesPath} in ${useUserinfo ? 'the userinfo response' : 'the access token'}`,
    `Admins: ${adminRoles.join(', ')}`,
    `Viewers: ${viewerRoles.length > 0 ? viewerRoles.join(', ') : 'none'}`,
  ]
  const provider = new OidcProvider(settings, clock)
  try {
    const metadata = (await provider.configuration()).serverMetadata()
    return {
      facts: [
        ...facts,
        `The provider answers. Its keys: ${metadata.jwks_uri ?? 'none'}`,
        `Sign-out at: ${metadata.end_session_endpoint ?? settings.logoutUrl ?? 'nowhere'}`,
      ],
      problems: problemsWith(metadata, settings),
    }
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    const advice =
      'Check --oidc-issuer-url, and --ca-file if the provider has a certificate of your own authority.'
    return { facts, problems: [`${error.message} ${advice}`] }
  }
}

interface Metadata {
  jwks_uri?: string | undefined
  scopes_supported?: string[] | undefined
  code_challenge_methods_supported?: string[] | undefined
  userinfo_endpoint?: string | undefined
  end_session_endpoint?: string | undefined
}

function problemsWith(metadata: Metadata, { scopes, useUserinfo, logoutUrl }: OidcSettings): string[] {
  const unknown = scopes.filter((scope) => metadata.scopes_supported?.includes(scope) === false)
  const methods = metadata.code_challenge_methods_supported
  const problems = [
    metadata.jwks_uri === undefined && 'The provider publishes no keys, so no access token can be verified.',
    unknown.length > 0 &&
      `The provider does not list the scopes ${unknown.join(', ')}: change --oidc-scopes if it refuses them.`,
    methods?.includes('S256') === false && 'The provider does not list PKCE with S256, which Platte uses.',
    useUserinfo &&
      metadata.userinfo_endpoint === undefined &&
      'The provider has no userinfo endpoint: leave out --oidc-use-userinfo.',
    metadata.end_session_endpoint === undefined &&
      logoutUrl === null &&
      'The provider has no address to sign out at: a sign-out here leaves its own session; set --oidc-logout-url.',
  ]
  return problems.filter((problem) => problem !== false)
}
