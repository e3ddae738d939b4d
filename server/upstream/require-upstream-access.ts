import type { FastifyInstance } from 'fastify'
import type { Clock } from '#server/clock.ts'
import { HttpError } from '#server/http/http-error.ts'
import { type Credentials, credentialsOf, UpstreamClient } from './upstream-client.ts'

/** How long it lets everybody in once it has let in somebody of whom it knew nothing. */
const OPEN_MS = 30_000

/**
 * What this process keeps about an update server elsewhere is for those whom that server lets in: it is asked in the
 * name of whoever asks us. While it is down nobody can be asked; then it is as it was before.
 */
export function requireUpstreamAccess(app: FastifyInstance, updateServer: string, clock: Clock): void {
  const client = new UpstreamClient(updateServer)
  let openUntil = -Infinity
  let refused: HttpError | null = null

  async function requireAccess(credentials: Credentials): Promise<void> {
    const isAnybody = Object.keys(credentials).length === 0
    try {
      await client.requireAccess(credentials)
      if (!isAnybody) return
      refused = null
      openUntil = clock.now().getTime() + OPEN_MS
    } catch (error) {
      if (error instanceof HttpError && [401, 403].includes(error.status)) {
        if (isAnybody) refused = error
        throw error
      }
      if (refused) throw refused
      // One waits for a server that is silent, and not everybody.
      openUntil = clock.now().getTime() + OPEN_MS
    }
  }

  app.addHook('onClose', async () => client.stop())
  app.addHook('onRequest', async ({ headers }) => {
    if (clock.now().getTime() >= openUntil) await requireAccess(credentialsOf(headers))
  })
}
