import { createHash } from 'node:crypto'
import { MINUTE_MS } from '#contract/time-units.ts'
import { findUpstreamAccess, UNKNOWN_ACCESS, type UpstreamAccess } from '#contract/upstream-access.ts'
import type { Clock } from '#server/clock.ts'
import { remember } from '#server/sign-in/remember.ts'
import type { Credentials, UpstreamClient } from './upstream-client.ts'

/** How long what the update server said about somebody counts. */
const FRESH_MS = MINUTE_MS

/** Finds out what an update server lets people do, once a minute for each. */
export class UpstreamRoles {
  readonly #client: UpstreamClient
  readonly #clock: Clock
  readonly #known = new Map<string, { at: number; access: Promise<UpstreamAccess | null> }>()

  constructor(client: UpstreamClient, clock: Clock) {
    this.#client = client
    this.#clock = clock
  }

  /** Null for credentials that the update server takes for nobody's. Never fails. */
  async accessOf(credentials: Credentials): Promise<UpstreamAccess | null> {
    const key = createHash('sha256').update(JSON.stringify(credentials)).digest('base64')
    const now = this.#clock.now().getTime()
    const known = this.#known.get(key)
    if (known && now - known.at < FRESH_MS) return known.access
    const statusOf = (method: 'GET' | 'PATCH', path: string) =>
      this.#client.statusOf(method, path, credentials)
    const access = findUpstreamAccess(statusOf).catch(() => UNKNOWN_ACCESS)
    remember(this.#known, key, { at: now, access })
    return access
  }
}
