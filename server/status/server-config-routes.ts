import type { FastifyInstance } from 'fastify'
import type { ServerConfig } from '#contract/server-config.ts'
import { version } from '#server/config/version.ts'

const serverConfig: ServerConfig = {
  title: '',
  logo: '',
  header_style: 'light',
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

/** The configuration that a dashboard reads first. */
export function registerServerConfigRoute(app: FastifyInstance): void {
  app.get('/config', () => serverConfig)
}
