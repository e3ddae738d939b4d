import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { cannotListen, type ListenAddress, stopAfterRequests } from './listen.ts'

/** A second address of the process, with little to answer there. */
export interface SecondAddress {
  port: number
  stop: () => Promise<void>
}

/**
 * Listens at a second address. Throws a `StartError` where it can't.
 * @param requestTimeout milliseconds for a whole request to arrive
 */
export async function listenBeside(
  { host, port }: ListenAddress,
  requestTimeout: number,
  answer: RequestListener,
): Promise<SecondAddress> {
  const server = createServer(answer)
  server.requestTimeout = requestTimeout
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
