import type { FastifyRequest } from 'fastify'
import { decodeJwt } from 'jose'
import { personName } from '#contract/person-name.ts'
import type { Caller } from '#server/sign-in/caller.ts'
import { withoutOwnCookies } from '#server/sign-in/cookies.ts'
import { GITHUB_COOKIE } from './github-sign-in.ts'
import type { Upstream } from './upstream.ts'
import { credentialsOf } from './upstream-client.ts'

/** A Nebraska does not report GitHub user names. */
const GITHUB_USER = 'GitHub user'

/**
 * Identifies who sends a request with credentials of their own, once the update server has accepted these: by the claims of
 * the token that it verified. Null for anybody else.
 */
export function createVerifiedCallers({ roles, readConfig }: Upstream) {
  return async ({
    headers: { cookie, authorization },
  }: Pick<FastifyRequest, 'headers'>): Promise<Caller | null> => {
    const others = withoutOwnCookies(cookie)
    const config = await readConfig().catch(() => null)
    const name = nameBy(config?.auth_mode ?? '', { cookie: others, authorization })
    if (name === null) return null
    const access = await roles.accessOf(
      credentialsOf({
        ...(others !== undefined && { cookie: others }),
        ...(authorization !== undefined && { authorization }),
      }),
    )
    if (access === null || access.role === 'unknown') return null
    return { ...access, name, by: authorization === undefined ? 'cookie' : 'bearer' }
  }
}

/** By what the update server verifies, which depends on how it signs people in. */
function nameBy(
  authMode: string,
  { cookie, authorization }: { cookie: string | undefined; authorization: string | undefined },
): string | null {
  if (authMode === 'oidc') return authorization === undefined ? null : nameInToken(authorization)
  const isSent = authorization !== undefined || cookie?.includes(`${GITHUB_COOKIE}=`) === true
  return authMode === 'github' && isSent ? GITHUB_USER : null
}

/** Null for what is no JSON web token, and for one that names nobody. */
function nameInToken(authorization: string): string | null {
  try {
    return personName(decodeJwt(authorization.replace(/^Bearer /, ''))) || null
  } catch {
    return null
  }
}
