import * as z from 'zod/mini'

/** Answer of `/config`: what a dashboard needs before it asks for anything else. */
export const serverConfigSchema = z.object({
  title: z.string(),
  logo: z.string(),
  header_style: z.string(),
  /** `noop` lets everybody in; with `oidc` and `github` people sign in. */
  auth_mode: z.string(),
  access_management_url: z.string(),
  login_url: z.string(),
  nebraska_version: z.string(),
  oidc_client_id: z.nullable(z.string()),
  oidc_issuer_url: z.nullable(z.string()),
  oidc_scopes: z.nullable(z.string()),
  oidc_audience: z.nullable(z.string()),
  oidc_logout_url: z.nullable(z.string()),
})
export type ServerConfig = z.infer<typeof serverConfigSchema>
