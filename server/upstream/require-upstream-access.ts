import type { FastifyInstance } from 'fastify'
import { SECOND_MS } from '#contract/time-units.ts'
import type { Clock } from '#server/clock.ts'
import { HttpError } from '#server/http/http-error.ts'
import { type Credentials, credentialsOf, UpstreamClient } from './upstream-client.ts'

/** How long everyone has access after a request without credentials had, or the update server could not be reached. */
const OPEN_MS = 30 * SECOND_MS

/**
 * Restricts the routes of `app` to users whom the update server gives access: what this process stores about that server
 * is for them only. While the server can't be reached, requests without credentials are treated as at the last check.
 */
export function requireUpstreamAccess(app: FastifyInstance, updateServer: string, clock: Clock): void {
  const client = new UpstreamClient(updateServer)
  let openUntil = -Infinity
  let lastRefusal: HttpError | null = null

  async function requireAccess(credentials: Credentials): Promise<void> {
    const isAnonymous = Object.keys(credentials).length === 0
    try {
      await client.requireAccess(credentials)
      if (!isAnonymous) return
      lastRefusal = null
      openUntil = clock.now().getTime() + OPEN_MS
    } catch (error) {
      if (error instanceof HttpError && [401, 403].includes(error.status)) {
        if (isAnonymous) lastRefusal = error
        throw error
      }
      if (lastRefusal) throw lastRefusal
      // So that only one request waits for a server that doesn't respond.
      openUntil = clock.now().getTime() + OPEN_MS
    }
  }

  app.addHook('onClose', async () => client.stop())
  app.addHook('onRequest', async ({ headers }) => {
    if (clock.now().getTime() >= openUntil) await requireAccess(credentialsOf(headers))
  })
}
