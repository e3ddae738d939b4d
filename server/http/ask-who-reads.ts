import type { FastifyInstance } from 'fastify'
import type { Clock } from '#server/clock.ts'
import { Refusal } from './refusal.ts'
import { type Credentials, credentialsOf, UpdateServerClient } from './update-server-client.ts'

/** How long it lets everybody in once it has let in somebody of whom it knew nothing. */
const OPEN_MS = 30_000

/**
 * What this process keeps about an update server elsewhere is for those whom that server lets in: it is asked in the
 * name of whoever asks us. While it is down nobody can be asked; then it is as it was before.
 */
export function askWhoReads(app: FastifyInstance, updateServer: string, clock: Clock): void {
  const client = new UpdateServerClient(updateServer)
  let openUntil = -Infinity
  let refused: Refusal | null = null

  async function letIn(credentials: Credentials): Promise<void> {
    const isAnybody = Object.keys(credentials).length === 0
    try {
      await client.letIn(credentials)
      if (!isAnybody) return
      refused = null
      openUntil = clock.now().getTime() + OPEN_MS
    } catch (error) {
      if (error instanceof Refusal && [401, 403].includes(error.status)) {
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
    if (clock.now().getTime() >= openUntil) await letIn(credentialsOf(headers))
  })
}
