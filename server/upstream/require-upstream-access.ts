import type { FastifyInstance } from 'fastify'
import { createHash } from 'node:crypto'
import { HOUR_MS, SECOND_MS } from '#contract/time-units.ts'
import type { Clock } from '#server/clock.ts'
import { HttpError } from '#server/http/http-error.ts'
import { isSafeMethod } from '#server/http/is-safe-method.ts'
import type { Upstream } from './upstream.ts'
import { type Credentials, credentialsOf } from './upstream-client.ts'

/** How long access without credentials holds until it is checked again. */
const OPEN_MS = 30 * SECOND_MS
/** How long after its last check a user keeps access to what is stored here while the update server is down. */
const REMEMBERED_MS = 12 * HOUR_MS
/** How long a failed check spares users who are remembered the wait for a server that doesn't respond. */
const FAILURE_MS = 30 * SECOND_MS
const MAX_REMEMBERED = 1000

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
  const granted = new GrantedAccess()
  let failedAt = -Infinity

  /** @param person whose access is remembered: their tokens change */
  async function requireAccess(credentials: Credentials, person: string): Promise<void> {
    const now = clock.now().getTime()
    const lastGrant = granted.lastGrant(person)
    if (isAnonymous(credentials) && now - lastGrant < OPEN_MS) return
    const isRemembered = now - lastGrant < REMEMBERED_MS
    if (isRemembered && now - failedAt < FAILURE_MS) return
    try {
      await client.requireAccess(credentials)
      failedAt = -Infinity
      granted.add(person, now)
    } catch (error) {
      if (isRefusal(error)) {
        failedAt = -Infinity
        granted.delete(person)
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

/** When each user was last given access, in milliseconds; the most recent ones only, and no credentials in clear. */
class GrantedAccess {
  readonly #grants = new Map<string, number>()

  lastGrant(person: string): number {
    return this.#grants.get(person) ?? -Infinity
  }

  add(key: string, now: number): void {
    // So that the map's order is that of the grants.
    this.#grants.delete(key)
    this.#grants.set(key, now)
    const [oldest] = this.#grants.keys()
    if (this.#grants.size > MAX_REMEMBERED && oldest !== undefined) this.#grants.delete(oldest)
  }

  delete(person: string): void {
    this.#grants.delete(person)
  }
}

const digest = ({ cookie, authorization }: Credentials): string =>
  createHash('sha256')
    .update(JSON.stringify([cookie ?? null, authorization ?? null]))
    .digest('base64')
