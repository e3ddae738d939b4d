import httpProxy from '@fastify/http-proxy'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { IncomingHttpHeaders } from 'node:http'
import { Refusal } from './refusal.ts'
import { ANSWER_TIMEOUT_MS, unreachable } from './update-server-unreachable.ts'

const PROXY_HEADERS = ['forwarded', 'x-real-ip']
/** These are about one connection and don't go to the next. */
const HOP_HEADERS = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]

/** Hands on what the dashboard asks for. */
export async function registerUpdateServerProxy(app: FastifyInstance, updateServer: string): Promise<void> {
  await Promise.all(['/api', '/config', '/login'].map((path) => handOn(app, updateServer, path)))
}

/** What others than the dashboard ask for, by whatever name they know this host. */
export async function registerForOthers(app: FastifyInstance, updateServer: string): Promise<void> {
  await handOn(app, updateServer, '/health', ['GET', 'HEAD'])
  app.all('/v1/*', () => {
    throw new Refusal(404, 'not-here', `Nodes ask the update server itself: ${updateServer}/v1/update`)
  })
}

async function handOn(
  app: FastifyInstance,
  updateServer: string,
  path: string,
  httpMethods?: string[],
): Promise<void> {
  const { origin, pathname } = new URL(updateServer)
  const basePath = pathname.replace(/\/$/, '')
  // Bodies of every kind are handed on as they come.
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    await scope.register(httpProxy, {
      upstream: origin,
      prefix: path,
      rewritePrefix: `${basePath}${path}`,
      ...(httpMethods ? { httpMethods } : {}),
      undici: { headersTimeout: ANSWER_TIMEOUT_MS, bodyTimeout: ANSWER_TIMEOUT_MS },
      disableRequestLogging: true,
      internalRewriteLocationHeader: false,
      replyOptions: {
        rewriteRequestHeaders: requestHeaders,
        rewriteHeaders: (headers) => responseHeaders(headers, origin, basePath),
        // What the update server says is said, at once: the dashboard decides when to ask again.
        retryDelay: () => null,
        onError: (reply, { error }) => {
          void reply.send(unreachable(updateServer, error))
        },
      },
    })
  })
}

/**
 * Without the `Origin` that the guard has checked, since the update server knows its own origins only, and
 * with nothing of what the client says of where it comes from.
 */
function requestHeaders(
  request: Pick<FastifyRequest, 'ip' | 'host' | 'protocol'>,
  headers: IncomingHttpHeaders,
): IncomingHttpHeaders {
  const kept = Object.entries(headers).filter(
    ([name]) =>
      !HOP_HEADERS.includes(name) &&
      !PROXY_HEADERS.includes(name) &&
      !name.startsWith('x-forwarded-') &&
      !['origin', 'referer'].includes(name),
  )
  return {
    ...Object.fromEntries(kept),
    'x-forwarded-for': request.ip,
    'x-forwarded-host': request.host,
    'x-forwarded-proto': request.protocol,
  }
}

/** A redirect within the update server stays with us. */
function responseHeaders(
  headers: IncomingHttpHeaders,
  origin: string,
  basePath: string,
): IncomingHttpHeaders {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_HEADERS.includes(name)))
  const { location } = kept
  if (typeof location !== 'string') return kept
  const path = location.startsWith(`${origin}/`) ? location.slice(origin.length) : location
  return { ...kept, location: path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : location }
}
