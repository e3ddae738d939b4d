import type { OidcSettings } from '#server/config/sign-in-config.ts'
import { type Claims, rolesAt } from './claims.ts'

/** Admins write and viewers read. */
export type Role = 'admin' | 'viewer'

export interface AccessLevel {
  /** Null for people with none of the roles. */
  role: Role | null
  /** Which role gives access, or what is missing, in a sentence. */
  reason: string
}

type RoleSettings = Pick<OidcSettings, 'adminRoles' | 'viewerRoles' | 'rolesPath' | 'useUserinfo'>

/** What the roles among the claims allow. */
export function accessLevelOf(claims: Claims, settings: RoleSettings): AccessLevel {
  const { adminRoles, viewerRoles, rolesPath, useUserinfo } = settings
  const source = useUserinfo ? 'the userinfo response' : 'the access token'
  const roles = rolesAt(claims, rolesPath)
  if (roles === null) return { role: null, reason: `${source} has no roles at ${rolesPath}` }
  const admin = roles.find((role) => adminRoles.includes(role))
  if (admin !== undefined) return { role: 'admin', reason: `the role ${admin} may change everything` }
  const viewer = roles.find((role) => viewerRoles.includes(role))
  if (viewer !== undefined)
    return {
      role: 'viewer',
      reason: `the role ${viewer} may see everything; ${needed(adminRoles)} may change it`,
    }
  const all = [...viewerRoles, ...adminRoles]
  return {
    role: null,
    reason: `${source} has ${listed(roles)} at ${rolesPath}; ${needed(all)} may see the fleet`,
  }
}

const needed = (roles: readonly string[]) =>
  roles.length === 1 ? `the role ${roles[0]}` : `one of the roles ${roles.join(', ')}`

/** The texts are the provider's, and may be many. */
function listed(roles: readonly string[]): string {
  if (roles.length === 0) return 'an empty list'
  const shown = roles.slice(0, MAX_LISTED).map((role) => role.slice(0, MAX_LISTED_LENGTH))
  const more = roles.length > MAX_LISTED ? ` and ${roles.length - MAX_LISTED} more` : ''
  return `${roles.length === 1 ? 'the role' : 'the roles'} ${shown.join(', ')}${more}`
}

const MAX_LISTED = 10
const MAX_LISTED_LENGTH = 60
