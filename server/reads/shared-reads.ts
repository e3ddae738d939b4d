import type { FastifyInstance, RouteHandlerMethod, RouteOptions } from 'fastify'
import { runAsRead } from '#server/concurrency/run-as-read.ts'
import { SingleFlight } from '#server/concurrency/single-flight.ts'
import { clientAbortSignal, respondUnlessAborted } from '#server/http/client-abort.ts'
import { ResponseBody } from './response-body.ts'

/** How a read's response is shared. */
interface SharedRead {
  /** Names of fields that may change without making it another response, such as the server's time. */
  untagged?: readonly string[]
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * The route's response is the same for everyone who may use the route, whoever asks: computed once for all who ask
     * at a moment. Its handler must not use its `reply`, nor anything of its request but path and query. It may return a
     * `ResponseBody` where its entity tag depends on what the response says.
     */
    sharedRead?: SharedRead
  }
}

/** The `config` of a route whose response is shared. */
export const SHARED_READ = { sharedRead: {} } as const

/**
 * Runs the reads that `register` registers so that they don't hold up check-ins and writes: after them (`runAsRead`), no
 * longer than a client waits, and where the route says so once for all clients of a moment, with an entity tag.
 */
export function registerReads(app: FastifyInstance, register: () => void): void {
  const work = new SingleFlight<ResponseBody>()
  // A GET route's handler comes again with its HEAD route.
  const wrapped = new Set<RouteHandlerMethod>()
  let isRegistering = true
  app.addHook('onRoute', (route) => {
    if (!isRegistering || !isRead(route) || wrapped.has(route.handler)) return
    route.handler = route.config?.sharedRead
      ? sharedHandler(route.handler, route.config.sharedRead, work)
      : readHandler(route.handler)
    wrapped.add(route.handler)
  })
  register()
  isRegistering = false
}

const isRead = ({ method }: RouteOptions) => [method].flat().every((one) => one === 'GET' || one === 'HEAD')

function readHandler(handler: RouteHandlerMethod): RouteHandlerMethod {
  return async function read(request, reply) {
    const left = clientAbortSignal(reply)
    return respondUnlessAborted(reply, left, () =>
      runAsRead(left, async () => handler.call(this, request, reply)),
    )
  }
}

function sharedHandler(
  handler: RouteHandlerMethod,
  { untagged = [] }: SharedRead,
  work: SingleFlight<ResponseBody>,
): RouteHandlerMethod {
  return async function read(request, reply) {
    const left = clientAbortSignal(reply)
    return respondUnlessAborted(reply, left, async () => {
      const body = await work.run(request.url, left, (abandoned) =>
        runAsRead(abandoned, async () => {
          const value: unknown = await handler.call(this, request, reply)
          return value instanceof ResponseBody ? value : new ResponseBody(value, { untagged })
        }),
      )
      reply.header('etag', body.etag)
      reply.header('vary', 'accept-encoding')
      // A client that has the body learns by it how old the same counts are now.
      if (body.age !== null) reply.header('age', body.age)
      if (body.isKnownTo(request.headers['if-none-match'])) return reply.code(304).send()
      const { encoding, bytes } = await body.encodeFor(request.headers['accept-encoding'])
      if (encoding) reply.header('content-encoding', encoding)
      return reply.type('application/json; charset=utf-8').send(bytes)
    })
  }
}
