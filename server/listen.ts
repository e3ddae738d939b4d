import { once } from 'node:events'
import type { FastifyInstance } from 'fastify'
import { createServer, isIPv6 } from 'node:net'
import { errorCode } from './errors/error-code.ts'
import { StartError } from './errors/start-error.ts'

export interface ListenAddress {
  host: string
  /** 0 for any free one. */
  port: number
}

export interface Listening {
  /** For a browser on this machine. */
  address: string
  /** Takes no new requests; resolves when those that run are answered, or their time is up. */
  stop: () => Promise<void>
}

/** For requests that run when the server is stopped. */
const FINISH_WITHIN_MS = 10_000
/** A connection that was busy when the stop began is kept open by its client once it has its answer. */
const LET_GO_EVERY_MS = 50

/** Throws a `StartError` where it can't listen, before anything else is touched. */
export async function refuseTakenPort(where: ListenAddress): Promise<void> {
  const probe = createServer()
  try {
    probe.listen({ host: where.host, port: where.port })
    await once(probe, 'listening')
  } catch (error) {
    throw cannotListen(where, error)
  }
  probe.close()
  await once(probe, 'close')
}

export async function listen(app: FastifyInstance, where: ListenAddress): Promise<Listening> {
  try {
    await app.listen({ host: where.host, port: where.port })
  } catch (error) {
    await app.close()
    throw cannotListen(where, error)
  }
  return {
    address: `http://${hostForBrowser(where.host)}:${portOf(app)}`,
    stop: async () => {
      const timeout = setTimeout(() => app.server.closeAllConnections(), FINISH_WITHIN_MS)
      const letGo = setInterval(() => app.server.closeIdleConnections(), LET_GO_EVERY_MS)
      await app.close()
      clearInterval(letGo)
      clearTimeout(timeout)
    },
  }
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.')
  return address.port
}

/** An address that stands for all of the machine's is none to ask. */
function hostForBrowser(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return isIPv6(host) ? `[${host}]` : host
}

const NO_SUCH_ADDRESS = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL']

function cannotListen({ host, port }: ListenAddress, error: unknown): unknown {
  const code = errorCode(error) ?? ''
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} of ${host} is taken by another process: stop it, or choose another one with --port.`,
    )
  }
  if (code === 'EACCES') {
    return new StartError(`This user may not listen on port ${port}: choose one from 1024 on with --port.`)
  }
  if (NO_SUCH_ADDRESS.includes(code)) {
    return new StartError(`This machine has no address ${host}: choose another one with --host.`)
  }
  return error
}
