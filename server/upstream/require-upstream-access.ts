import type { FastifyInstance } from 'fastify'
import { createHash } from 'node:crypto'
import { HOUR_MS, SECOND_MS } from '#contract/time-units.ts'
import type { Clock } from '#server/clock.ts'
import { HttpError } from '#server/http/http-error.ts'
import { isSafeMethod } from '#server/http/is-safe-method.ts'
import { remember } from '#server/sign-in/remember.ts'
import type { Upstream } from './upstream.ts'
import { type Credentials, credentialsOf } from './upstream-client.ts'

/** How long access without credentials holds until it is checked again. */
const OPEN_MS = 30 * SECOND_MS
/** How long after its last check a user keeps access to what is stored here while the update server is down. */
const REMEMBERED_MS = 12 * HOUR_MS
/** How long a failed check spares users who are remembered the wait for a server that doesn't respond. */
const FAILURE_MS = 30 * SECOND_MS

/**
 * Restricts the routes of `app` to users whom the update server gives access: what this process stores about that server
 * is for them only. While the server can't be reached, only those whom it gave access before have it, each by their
 * session here or the very credentials that it accepted.
 */
export function requireUpstreamAccess(
  app: FastifyInstance,
  { client, roles }: Pick<Upstream, 'client' | 'roles'>,
  clock: Clock,
): void {
  /** When each user was last given access, in ms; no credentials in clear. */
  const grants = new Map<string, number>()
  let failedAt = -Infinity

  /** @param person whose access is remembered: their tokens change */
  async function requireAccess(credentials: Credentials, person: string): Promise<void> {
    const now = clock.now().getTime()
    const lastGrant = grants.get(person) ?? -Infinity
    if (isAnonymous(credentials) && now - lastGrant < OPEN_MS) return
    const isRemembered = now - lastGrant < REMEMBERED_MS
    if (isRemembered && now - failedAt < FAILURE_MS) return
    try {
      await client.requireAccess(credentials)
      failedAt = -Infinity
      remember(grants, person, now)
    } catch (error) {
      if (isRefusal(error)) {
        failedAt = -Infinity
        grants.delete(person)
        throw error
      }
      failedAt = now
      if (!isRemembered) throw error
    }
  }

  app.addHook('onRequest', async ({ method, headers, caller }) => {
    const credentials = credentialsOf(headers)
    await requireAccess(credentials, caller?.person ?? digest(credentials))
    if (isSafeMethod(method)) return
    const access = await roles.accessOf(credentials)
    if (access?.role === 'viewer')
      throw new HttpError(403, 'forbidden', `You may not change anything: ${access.reason}.`)
  })
}

const isAnonymous = (credentials: Credentials) => Object.keys(credentials).length === 0

const isRefusal = (error: unknown) => error instanceof HttpError && [401, 403].includes(error.status)

const digest = ({ cookie, authorization }: Credentials): string =>
  createHash('sha256')
    .update(JSON.stringify([cookie ?? null, authorization ?? null]))
    .digest('base64')
