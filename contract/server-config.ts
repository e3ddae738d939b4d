import * as z from 'zod/mini'

/** Response of `/config`: what a dashboard needs before any other request. */
export const serverConfigSchema = z.object({
  title: z.string(),
  logo: z.string(),
  header_style: z.string(),
  /** `noop` needs no sign-in; `oidc` and `github` do. */
  auth_mode: z.string(),
  access_management_url: z.string(),
  login_url: z.string(),
  nebraska_version: z.string(),
  oidc_client_id: z.optional(z.nullable(z.string())),
  oidc_issuer_url: z.optional(z.nullable(z.string())),
  oidc_scopes: z.optional(z.nullable(z.string())),
  oidc_audience: z.optional(z.nullable(z.string())),
  oidc_logout_url: z.optional(z.nullable(z.string())),
  /** A Nebraska up to 2.12 has this one instead of the five `oidc_` fields. */
  logout_url: z.optional(z.string()),
})
export type ServerConfig = z.infer<typeof serverConfigSchema>

/** The scopes that a sign-in requests. A Nebraska writes them with commas, and its dashboard reads spaces too. */
export function scopesOf({ oidc_scopes }: Pick<ServerConfig, 'oidc_scopes'>): string[] {
  const scopes = (oidc_scopes ?? '').split(/[\s,]+/).filter((scope) => scope !== '')
  return scopes.includes('openid') ? scopes : ['openid', ...scopes]
}
