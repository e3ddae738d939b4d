import { sql } from 'kysely'
import type { ServerConfig } from '#contract/server-config.ts'
import type { Context } from '#server/context.ts'
import { Refusal } from '#server/http/refusal.ts'
import type { Routes } from '#server/http/validation.ts'

export function registerServerRoutes(routes: Routes, { db }: Context): void {
  routes.get('/health', async (request, reply) => {
    try {
      await sql`select 1`.execute(db)
    } catch (error) {
      request.log.error(error)
      throw new Refusal(503, 'no-database', 'The database does not answer.')
    }
    return reply.type('text/plain; charset=utf-8').send('OK')
  })
  routes.get('/config', () => CONFIG)
}

/** Everybody is let in, and the dashboard looks as it does by itself. */
const CONFIG: ServerConfig = {
  title: '',
  logo: '',
  header_style: 'light',
  auth_mode: 'noop',
  access_management_url: '',
  login_url: '',
  nebraska_version: '',
  oidc_client_id: null,
  oidc_issuer_url: null,
  oidc_scopes: null,
  oidc_audience: null,
  oidc_logout_url: null,
}
