import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'

export interface TestHttpServer {
  url: string
  /** Breaks open connections. */
  close: () => void
}

/** Starts an HTTP server on a free port of 127.0.0.1, in place of an update server. */
export async function startHttpServer(listener: RequestListener): Promise<TestHttpServer> {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
