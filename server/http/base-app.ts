import { MINUTE_MS } from '#contract/time-units.ts'
import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import { isIP } from 'node:net'
import { fileURLToPath } from 'node:url'
import { installCompression } from './compression.ts'
import { sendError, installErrorHandling } from './error-handling.ts'
import { installHostGuard } from './host-guard.ts'
import { notFound } from './http-error.ts'
import { installSecurityHeaders } from './security-headers.ts'
import { installValidation } from './validation.ts'

/** A request that was answered, as metrics count it. */
export interface AnsweredRequest {
  method: string
  /** The pattern of its route, such as `/api/apps/:app_id`; `unknown` where there is none. */
  route: string
  status: number
  seconds: number
}

export interface BaseAppOptions {
  /** Origins by which browsers reach the server, besides loopback ones. */
  publicUrls?: readonly string[]
  /** The address that it listens on. */
  host?: string
  /** Addresses and networks of the proxies whose `X-Forwarded-…` headers are trusted. */
  trustedProxies?: readonly string[]
  /** The directory of the built dashboard. */
  dashboard?: string
  /** Where the assets of its earlier builds are kept for tabs that are still open; null to keep none. */
  keptBuilds?: string | null
  /** Called with each route that is registered. */
  onRoute?: (route: RouteOptions) => void
  /** Logs errors with status 500 and above to standard error, as lines of JSON. */
  logErrors?: boolean
  onAnswered?: (request: AnsweredRequest) => void
}

const REST_BODY_LIMIT = 1024 * 1024
/** Longer than any valid id in a path, so that an id that is too long is refused as an invalid id. */
const MAX_PARAM_LENGTH = 1000
/** For the whole request to arrive. */
const REQUEST_TIMEOUT_MS = 2 * MINUTE_MS

const BUILT_DASHBOARD = fileURLToPath(new URL('../../dist', import.meta.url))

/**
 * A Fastify with the API's errors and validation, and no routes.
 * @param isTrustedProxy whether the `X-Forwarded-…` headers of a peer count
 */
export function createBaseApp(
  { logErrors = false, onAnswered, onRoute }: BaseAppOptions,
  isTrustedProxy: (address: string) => boolean,
): FastifyInstance {
  const app = Fastify({
    bodyLimit: REST_BODY_LIMIT,
    frameworkErrors: sendError,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // A busy machine takes long to start, and starts all the same.
    pluginTimeout: 0,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_PARAM_LENGTH },
    rewriteUrl: ({ url = '/' }) => withoutRepeatedSlashes(url),
    trustProxy: isTrustedProxy,
    logger: logErrors && { level: 'error', stream: process.stderr },
  })
  if (onRoute) app.addHook('onRoute', onRoute)
  installErrorHandling(app)
  installValidation(app)
  if (onAnswered) {
    app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) =>
      onAnswered({
        method,
        route: routeOptions.url ?? 'unknown',
        status: statusCode,
        seconds: elapsedTime / 1000,
      }),
    )
  }
  app.setNotFoundHandler((request) => {
    throw notFound(`address ${request.url} for ${request.method}`)
  })
  return app
}

/**
 * Clients join a base URL that ends with a slash and a path that starts with one (`//v1/update/`). Elsewhere in a path of
 * the API, two slashes may have an empty id between them, which is an error.
 */
const withoutRepeatedSlashes = (url: string) =>
  url
    .replace(/^\/{2,}/, '/')
    .replace(/^\/v1\/{2,}/, '/v1/')
    .replace(/^(\/v1\/update)\/{2,}(?=$|\?)/, '$1/')

/** Registers routes for browsers: compressed, with security headers, and behind the host guard. */
export async function registerGuarded(
  app: FastifyInstance,
  { publicUrls = [], host = '127.0.0.1', dashboard = BUILT_DASHBOARD }: BaseAppOptions,
  register: (scope: FastifyInstance, dashboard: string) => Promise<void>,
): Promise<void> {
  await app.register(async (scope) => {
    await installSecurityHeaders(scope)
    await installCompression(scope)
    installHostGuard(scope, { publicUrls, address: isSpecificAddress(host) ? host : null })
    await register(scope, dashboard)
  })
}

/** False for a wildcard address, which names no host, and for a host name. */
function isSpecificAddress(host: string): boolean {
  return isIP(host) !== 0 && !['0.0.0.0', '::'].includes(host)
}
