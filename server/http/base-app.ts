import Fastify, { type FastifyInstance } from 'fastify'
import { isIP } from 'node:net'
import { fileURLToPath } from 'node:url'
import { installCompression } from '#server/http/compression.ts'
import { answerError, installErrorHandling } from '#server/http/error-handling.ts'
import { installHostGuard } from '#server/http/host-guard.ts'
import { notFound } from '#server/http/http-error.ts'
import { installSecurityHeaders } from '#server/http/security-headers.ts'
import { installValidation } from '#server/http/validation.ts'

export interface AppOptions {
  /** Origins that browsers reach the server by, besides loopback ones. */
  publicUrls?: readonly string[]
  /** The address that it listens on. */
  host?: string
  /** Addresses and networks whose `X-Forwarded-…` headers count. */
  trustedProxies?: readonly string[]
  /** How long entries of the audit log are kept. */
  auditLogDays?: number
  /** Where the built dashboard is. */
  dashboard?: string
  /** Writes errors that the server is to blame for to standard error, as lines of JSON. */
  logErrors?: boolean
}

const REST_BODY_LIMIT = 1024 * 1024
/** Longer than any id in a path: what is too long is refused as an id, not as an address. */
const LONGEST_PARAM = 1000
/** For the whole of a request to arrive. */
const REQUEST_TIMEOUT_MS = 120_000

const BUILT_DASHBOARD = fileURLToPath(new URL('../../dist', import.meta.url))

/** Knows how to refuse, and nothing else yet. */
export function createBaseApp({ trustedProxies = [], logErrors = false }: AppOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit: REST_BODY_LIMIT,
    frameworkErrors: answerError,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: LONGEST_PARAM },
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    logger: logErrors && { level: 'error', stream: process.stderr },
  })
  installErrorHandling(app)
  installValidation(app)
  app.setNotFoundHandler((request) => {
    throw notFound(`address ${request.url} for ${request.method}`)
  })
  return app
}

/** What browsers ask for: only by a name of this server, and compressed. */
export async function guarded(
  app: FastifyInstance,
  { publicUrls = [], host = '127.0.0.1', dashboard = BUILT_DASHBOARD }: AppOptions,
  register: (scope: FastifyInstance, dashboard: string) => Promise<void>,
): Promise<void> {
  await app.register(async (scope) => {
    await installSecurityHeaders(scope)
    await installCompression(scope)
    installHostGuard(scope, { publicUrls, address: isSpecificAddress(host) ? host : null })
    await register(scope, dashboard)
  })
}

/** Not one that stands for every address of the machine, which is no host's name. */
function isSpecificAddress(host: string): boolean {
  return isIP(host) !== 0 && !['0.0.0.0', '::'].includes(host)
}
