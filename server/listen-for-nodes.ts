import { once } from 'node:events'
import { createServer } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { cannotListen, type ListenAddress, stopAfterRequests } from './listen.ts'

/** What nodes and load balancers ask. */
const NODE_PATH = /^\/(?:v1\/update|health)\/?(?:\?|$)/

/** Answers nodes at a second address, and nobody else there. Throws a `StartError` where it can't listen. */
export async function listenForNodes(
  app: FastifyInstance,
  { host, port }: ListenAddress,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    if (NODE_PATH.test(request.url ?? '')) app.routing(request, response)
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('Nodes check in at /v1/update/.\n')
  })
  server.requestTimeout = app.server.requestTimeout
  try {
    server.listen({ host, port })
    await once(server, 'listening')
  } catch (error) {
    throw cannotListen({ host, port }, error)
  }
  const address = server.address()
  return {
    port: address === null || typeof address === 'string' ? port : address.port,
    stop: () =>
      stopAfterRequests(server, async () => {
        server.close()
        await once(server, 'close')
      }),
  }
}
