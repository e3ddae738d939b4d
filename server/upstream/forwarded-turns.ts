import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { leftSignal, unlessLeft } from '#server/http/client-left.ts'
import type { UpstreamTurns } from './upstream-turns.ts'

/** The turns of requests that are forwarded to an update server. */
export class ForwardedTurns {
  readonly #turns: UpstreamTurns
  readonly #ends = new WeakMap<object, () => void>()

  constructor(turns: UpstreamTurns) {
    this.#turns = turns
  }

  /** Has each request of `scope` wait for its turn before it is forwarded. */
  install(scope: FastifyInstance): void {
    scope.addHook('preHandler', (request, reply) => this.#wait(request, reply))
    // One that was answered without being forwarded. That of a client that left may still be in progress.
    scope.addHook('onResponse', async (request, { raw }) => {
      if (raw.writableFinished) this.end(request)
    })
  }

  /** Called once the update server has responded, or won't. */
  end(request: object): void {
    this.#ends.get(request)?.()
  }

  async #wait(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const left = leftSignal(reply)
    await unlessLeft(reply, left, async () => {
      const end = await this.#turns.take({ method: request.method, path: request.url }, { signal: left })
      this.#ends.set(request, end)
    })
  }
}
