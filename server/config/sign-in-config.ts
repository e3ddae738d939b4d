import { isLoopback } from '#server/http/loopback.ts'
import { type FlagReader, usageError } from './flag-reader.ts'
import type { Flag } from './flag.ts'
import { flags } from './flags.ts'

/** How people sign in with an OpenID provider, and what their roles are here. */
export interface OidcSettings {
  issuerUrl: string
  clientId: string
  /** Null for a public client. */
  clientSecret: string | null
  /** What access tokens must be for. */
  audience: string
  adminRoles: readonly string[]
  viewerRoles: readonly string[]
  /** The JSON path of the roles among the claims. */
  rolesPath: string
  scopes: readonly string[]
  /** Whether the roles are claims of the userinfo endpoint instead of the access token's. */
  useUserinfo: boolean
  managementUrl: string | null
  /** Where to sign out of a provider that publishes no address for it. */
  logoutUrl: string | null
}

/** As which client people sign in to another update server's provider. */
export interface ClientConfig {
  /** Null for the one that the update server names. */
  clientId: string | null
  /** Null for a public client. */
  clientSecret: string | null
  /** Where to sign out of a provider that publishes no address for it. */
  logoutUrl: string | null
}

export const parseClient = (reader: FlagReader): ClientConfig => ({
  clientId: reader.optional(flags.oidcClientId),
  clientSecret: reader.optional(flags.oidcClientSecret),
  logoutUrl: reader.optional(flags.oidcLogoutUrl),
})

/** Null where nobody has to sign in. Throws a `StartError` for settings that can't work. */
export function parseSignIn(reader: FlagReader): OidcSettings | null {
  const mode = reader.required(flags.authMode)
  const isInFront = reader.optional(flags.updateServer) !== null
  if (mode === 'none') {
    if (isInFront) refuseSet(reader, DECIDED_BY_SERVER, 'with --update-server, whose settings count')
    else
      refuseSet(
        reader,
        [...DECIDED_BY_SERVER, flags.oidcClientId, flags.oidcClientSecret],
        'without --auth-mode oidc',
      )
    return null
  }
  if (isInFront)
    throw usageError('--auth-mode has no use with --update-server: that server decides who may use it')
  return {
    issuerUrl: needed(reader, flags.oidcIssuerUrl),
    clientId: needed(reader, flags.oidcClientId),
    clientSecret: reader.optional(flags.oidcClientSecret),
    audience: needed(reader, flags.oidcAudience),
    adminRoles: needed(reader, flags.oidcAdminRoles),
    viewerRoles: reader.optional(flags.oidcViewerRoles) ?? [],
    rolesPath: reader.required(flags.oidcRolesPath),
    scopes: scopesOf(reader),
    useUserinfo: reader.required(flags.oidcUseUserinfo),
    managementUrl: reader.optional(flags.oidcManagementUrl),
    logoutUrl: reader.optional(flags.oidcLogoutUrl),
  }
}

/** Throws a `StartError` where a session or a token could cross a network in clear. */
export function refuseUnsafeSignIn(host: string, publicUrls: readonly string[]): void {
  const unsafe = publicUrls.find((url) => !url.startsWith('https:') && !isLoopback(new URL(url).hostname))
  if (unsafe !== undefined)
    throw usageError(`With a sign-in, --public-url must be an https URL, which ${unsafe} is not`)
  if (!isLoopback(host) && publicUrls.length === 0)
    throw usageError(`With a sign-in, listening on ${host} needs --public-url with the URL that browsers use`)
}

function needed<Value>(reader: FlagReader, flag: Flag<Value>): Value {
  const value = reader.optional(flag)
  if (value === null) throw usageError(`--auth-mode oidc needs --${flag.name}`)
  return value
}

function scopesOf(reader: FlagReader): readonly string[] {
  const scopes = reader.required(flags.oidcScopes)
  if (!scopes.includes('openid')) throw usageError('--oidc-scopes must include openid')
  return scopes
}

const DECIDED_BY_SERVER = [
  flags.oidcIssuerUrl,
  flags.oidcAudience,
  flags.oidcAdminRoles,
  flags.oidcViewerRoles,
]

/** Whoever sets one of these believes that it counts. */
function refuseSet(reader: FlagReader, settings: readonly Flag<unknown>[], why: string): void {
  const set = settings.find((flag) => reader.optional(flag) !== null)
  if (set) throw usageError(`--${set.name} has no use ${why}`)
}
