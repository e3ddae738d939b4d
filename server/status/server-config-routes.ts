import type { FastifyInstance } from 'fastify'
import type { ServerConfig } from '#contract/server-config.ts'
import type { OidcSettings } from '#server/config/sign-in-config.ts'
import type { Branding } from '#server/config/load-branding.ts'
import { version } from '#server/config/version.ts'

const WITHOUT_SIGN_IN: Omit<ServerConfig, keyof Branding> = {
  auth_mode: 'noop',
  access_management_url: '',
  login_url: '',
  nebraska_version: version,
  oidc_client_id: null,
  oidc_issuer_url: null,
  oidc_scopes: null,
  oidc_audience: null,
  oidc_logout_url: null,
}

/** The configuration that a dashboard reads first: it names the provider where people have to sign in. */
export function registerServerConfigRoute(
  app: FastifyInstance,
  signIn: OidcSettings | null,
  branding: Branding,
): void {
  const serverConfig: ServerConfig = {
    ...branding,
    ...WITHOUT_SIGN_IN,
    ...(signIn && signInConfig(signIn)),
  }
  app.get('/config', { config: { access: 'public' } }, () => serverConfig)
}

const signInConfig = (settings: OidcSettings) => ({
  auth_mode: 'oidc',
  access_management_url: settings.managementUrl ?? '',
  login_url: '/platte/sign-in',
  oidc_client_id: settings.clientId,
  oidc_issuer_url: settings.issuerUrl,
  oidc_scopes: settings.scopes.join(','),
  oidc_audience: settings.audience,
  oidc_logout_url: settings.logoutUrl,
})
