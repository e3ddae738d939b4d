import { createHash } from 'node:crypto'
import { MINUTE_MS } from '#contract/time-units.ts'
import type { Clock } from '#server/clock.ts'
import { HttpError } from '#server/http/http-error.ts'
import type { AccessLevel } from '#server/sign-in/access-level.ts'
import type { Credentials, UpstreamClient } from './upstream-client.ts'

/** How long what the update server said about somebody counts. */
const FRESH_MS = MINUTE_MS
const MAX_REMEMBERED = 1000

/** What the update server lets somebody do; unknown where it could not be found out. */
export interface UpstreamAccess extends Omit<AccessLevel, 'role'> {
  role: AccessLevel['role'] | 'unknown'
}

const UNKNOWN: UpstreamAccess = { role: 'unknown', reason: 'the update server decides what you may change' }
const ACCESS: readonly UpstreamAccess[] = [
  { role: 'admin', reason: 'the update server lets you change everything' },
  { role: 'viewer', reason: 'the update server lets you see everything and change nothing' },
  { role: null, reason: 'the update server lets you see nothing: you have none of its roles' },
]

/** Finds out what an update server lets people do, which its API tells nobody. */
export class UpstreamRoles {
  readonly #client: UpstreamClient
  readonly #clock: Clock
  readonly #known = new Map<string, { at: number; access: Promise<UpstreamAccess> }>()

  constructor(client: UpstreamClient, clock: Clock) {
    this.#client = client
    this.#clock = clock
  }

  /** Never fails. */
  async accessOf(credentials: Credentials): Promise<UpstreamAccess> {
    const key = createHash('sha256').update(JSON.stringify(credentials)).digest('base64')
    const now = this.#clock.now().getTime()
    const known = this.#known.get(key)
    if (known && now - known.at < FRESH_MS) return known.access
    const access = this.#ask(credentials)
    this.#known.delete(key)
    this.#known.set(key, { at: now, access })
    const [oldest] = this.#known.keys()
    if (this.#known.size > MAX_REMEMBERED && oldest !== undefined) this.#known.delete(oldest)
    return access
  }

  async #ask(credentials: Credentials): Promise<UpstreamAccess> {
    try {
      const role = (await this.#client.mayWrite(credentials)) ? 'admin' : await this.#readingRole(credentials)
      return ACCESS.find((access) => access.role === role) ?? UNKNOWN
    } catch {
      return UNKNOWN
    }
  }

  async #readingRole(credentials: Credentials): Promise<'viewer' | null> {
    try {
      await this.#client.requireAccess(credentials)
      return 'viewer'
    } catch (error) {
      if (error instanceof HttpError && error.status === 403) return null
      throw error
    }
  }
}
