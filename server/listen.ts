import { once } from 'node:events'
import { SECOND_MS } from '#contract/time-units.ts'
import type { FastifyInstance } from 'fastify'
import type { Server } from 'node:http'
import { createServer } from 'node:net'
import { errorCode } from './errors/error-code.ts'
import { StartError } from './errors/start-error.ts'
import { hostForBrowser } from './http/host-for-browser.ts'

export interface ListenAddress {
  host: string
  /** 0 for any free port. */
  port: number
}

export interface ListeningServer {
  /** URL for a browser on this machine. */
  address: string
  /** Accepts no new requests; resolves when those in progress are answered, or after 10 seconds. */
  stop: () => Promise<void>
}

/** How long a stop waits for requests in progress. */
const STOP_TIMEOUT_MS = 10 * SECOND_MS
/** How often a stop closes idle connections: a client keeps its connection open after its last response. */
const CLOSE_IDLE_INTERVAL_MS = 50

/** Throws a `StartError` where the server could not listen, so that it fails before it writes anything. */
export async function requireFreePort(address: ListenAddress): Promise<void> {
  const probe = createServer()
  try {
    probe.listen({ host: address.host, port: address.port })
    await once(probe, 'listening')
  } catch (error) {
    throw cannotListen(address, error)
  }
  probe.close()
  await once(probe, 'close')
}

export async function listen(app: FastifyInstance, address: ListenAddress): Promise<ListeningServer> {
  try {
    await app.listen({ host: address.host, port: address.port })
  } catch (error) {
    await app.close()
    throw cannotListen(address, error)
  }
  return {
    address: `http://${hostForBrowser(address.host)}:${portOf(app)}`,
    stop: () => stopAfterRequests(app.server, () => app.close()),
  }
}

/** Closes idle connections until `close` resolves, and after 10 seconds all. */
export async function stopAfterRequests(server: Server, close: () => Promise<unknown>): Promise<void> {
  const timeout = setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MS)
  const closeIdle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_INTERVAL_MS)
  await close()
  clearInterval(closeIdle)
  clearTimeout(timeout)
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.')
  return address.port
}

const UNKNOWN_ADDRESS_CODES = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL']

/** A `StartError` where the address is the fault, or else the error itself. */
export function cannotListen({ host, port }: ListenAddress, error: unknown): unknown {
  const code = errorCode(error) ?? ''
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} of ${host} is taken by another process: stop it, or choose another one with --port.`,
    )
  }
  if (code === 'EACCES') {
    return new StartError(`This user may not listen on port ${port}: choose one from 1024 on with --port.`)
  }
  if (UNKNOWN_ADDRESS_CODES.includes(code)) {
    return new StartError(`This machine has no address ${host}: choose another one with --host.`)
  }
  return error
}
