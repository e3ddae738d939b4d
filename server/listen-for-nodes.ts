import type { FastifyInstance } from 'fastify'
import { listenBeside, type SecondAddress } from './listen-beside.ts'
import type { ListenAddress } from './listen.ts'

/** What nodes and load balancers ask. */
const NODE_PATH = /^\/(?:v1\/update(?:\/[\w.~-]+)?|health)\/?(?:\?|$)/

/** Answers nodes at a second address, and nobody else there. Throws a `StartError` where it can't listen. */
export function listenForNodes(app: FastifyInstance, address: ListenAddress): Promise<SecondAddress> {
  return listenBeside(address, app.server.requestTimeout, (request, response) => {
    if (NODE_PATH.test(request.url ?? '')) app.routing(request, response)
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('Nodes check in at /v1/update/.\n')
  })
}
