import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { clientAbortSignal, respondUnlessAborted } from '#server/http/client-abort.ts'
import type { UpstreamReadLimit } from './upstream-read-limit.ts'

/** The read limit for requests that are forwarded to an update server. */
export class ForwardedReadLimit {
  readonly #limit: UpstreamReadLimit
  readonly #releases = new WeakMap<object, () => void>()

  constructor(limit: UpstreamReadLimit) {
    this.#limit = limit
  }

  /** Queues the requests of `scope` that exceed the limit before they are forwarded. */
  install(scope: FastifyInstance): void {
    scope.addHook('preHandler', (request, reply) => this.#wait(request, reply))
    // One that was answered without being forwarded. That of a client that left may still be in progress.
    scope.addHook('onResponse', async (request, { raw }) => {
      if (raw.writableFinished) this.release(request)
    })
  }

  /** Called once the update server has responded, or won't. */
  release(request: object): void {
    this.#releases.get(request)?.()
  }

  async #wait(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const left = clientAbortSignal(reply)
    await respondUnlessAborted(reply, left, async () => {
      const release = await this.#limit.acquire(
        { method: request.method, path: request.url },
        { signal: left },
      )
      this.#releases.set(request, release)
    })
  }
}
