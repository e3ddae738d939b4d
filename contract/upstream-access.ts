/** What an update server lets somebody do; the role is null for nothing, and unknown where it could not be found out. */
export interface UpstreamAccess {
  role: 'admin' | 'viewer' | 'unknown' | null
  /** In a sentence without its period. */
  reason: string
}

const ADMIN: UpstreamAccess = { role: 'admin', reason: 'the update server lets you change everything' }
const VIEWER: UpstreamAccess = {
  role: 'viewer',
  reason: 'the update server lets you see everything and change nothing',
}
const NO_ROLE: UpstreamAccess = {
  role: null,
  reason: 'the update server lets you see nothing: you have none of its roles',
}
const UNREADABLE_ROLES: UpstreamAccess = {
  role: null,
  reason:
    'the update server lets you see nothing: it fails to read your roles. It may look for them elsewhere than your access token has them (-oidc-roles-path)',
}
export const UNKNOWN_ACCESS: UpstreamAccess = {
  role: 'unknown',
  reason: 'the update server decides what you may change',
}

/** Of whoever signed in at the provider. */
export const TOKEN_NOT_ACCEPTED: UpstreamAccess = {
  role: null,
  reason: 'the update server does not accept your access token',
}

/** The smallest response that needs access. */
const READ = '/api/apps?page=1&perpage=10'
/** Needs access and no database. */
const VALIDATE = '/login/validate_token'

/**
 * Finds out what an update server lets a caller do. A Nebraska's API does not report it, but rejects a method that it doesn't
 * have with 403 for callers who may only read, before it looks at the method. Null for a caller who isn't signed in there.
 * @param statusOf the status of that server's response to somebody's request, whose redirects are not followed
 */
export async function findUpstreamAccess(
  statusOf: (method: 'GET' | 'PATCH', path: string) => Promise<number>,
): Promise<UpstreamAccess | null> {
  const read = await statusOf('GET', READ)
  if (isSignInDemand(read)) return null
  if (read === 403) return NO_ROLE
  // A Nebraska after 3.0.0 fails where a token has no roles, as it does while its database is down.
  if (read === 500) return (await statusOf('GET', VALIDATE)) === 500 ? UNREADABLE_ROLES : UNKNOWN_ACCESS
  if (read !== 200) return UNKNOWN_ACCESS
  const write = await statusOf('PATCH', '/api/apps')
  if (write === 403) return VIEWER
  return [200, 404, 405].includes(write) ? ADMIN : UNKNOWN_ACCESS
}

/** A redirect leads to a sign-in page. */
const isSignInDemand = (status: number) => status === 401 || (status >= 300 && status < 400)
