import {
  PUBLIC_CLIENT_ID,
  settingsFor,
  startOidcProvider,
  type TestProvider,
} from '#server/testing/oidc-provider.ts'

export type SignInProvider = TestProvider

/** Starts an OpenID provider for servers on any port of loopback. */
export const startSignInProvider = (): Promise<SignInProvider> => startOidcProvider()

/** The flags of a server whose people sign in at the provider, or in the browser as a public client. */
export function signInFlags(provider: SignInProvider, { inBrowser = false } = {}): string[] {
  const settings = settingsFor(provider)
  const client = inBrowser
    ? { 'oidc-client-id': PUBLIC_CLIENT_ID }
    : { 'oidc-client-id': settings.clientId, 'oidc-client-secret': settings.clientSecret }
  return Object.entries({
    'auth-mode': 'oidc',
    'oidc-issuer-url': settings.issuerUrl,
    ...client,
    'oidc-audience': settings.audience,
    'oidc-admin-roles': settings.adminRoles.join(','),
    'oidc-viewer-roles': settings.viewerRoles.join(','),
    'oidc-roles-path': settings.rolesPath,
  }).flatMap(([name, value]) => [`--${name}`, value])
}
