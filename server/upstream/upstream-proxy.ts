import httpProxy from '@fastify/http-proxy'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { plainAddress } from '#server/access/proxy-trust.ts'
import type { Context } from '#server/context.ts'
import { HttpError } from '#server/http/http-error.ts'
import { ProxiedWriteAudit } from './proxied-write-audit.ts'
import { isPageInsteadOfResponse, notSupported } from './not-supported.ts'
import { RESPONSE_TIMEOUT_MS, upstreamUnreachable } from './upstream-unreachable.ts'

/** Client information that only a proxy may set; this process sets its own. */
const PROXY_HEADERS = /^(?:forwarded|x-real-ip|x-forwarded-.*|remote-(?:user|name|email|groups))$/
/**
 * Headers of a single connection, which a proxy does not forward, beside those that `Connection` names (RFC 9110, section
 * 7.6.1), and a password for a proxy (sections 11.7.1 and 11.7.2).
 */
const HOP_BY_HOP_HEADERS = [
  'proxy-authenticate',
  'proxy-authorization',
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]

/** Forwards the dashboard's requests, and audits writes. */
export async function registerUpstreamProxy(
  app: FastifyInstance,
  updateServer: string,
  context: Context,
): Promise<void> {
  const audit = new ProxiedWriteAudit(updateServer, context)
  app.addHook('onClose', async () => audit.stop())
  await forward(app, updateServer, '/api', { audit })
  await Promise.all(['/config', '/login'].map((path) => forward(app, updateServer, path)))
}

/** The routes for load balancers and nodes, under any host name. */
export async function registerUnguardedProxy(app: FastifyInstance, updateServer: string): Promise<void> {
  await forward(app, updateServer, '/health', { httpMethods: ['GET', 'HEAD'] })
  app.all('/v1/*', () => {
    throw new HttpError(
      404,
      'not-here',
      `Nodes check in with the update server itself: ${updateServer}/v1/update`,
    )
  })
}

async function forward(
  app: FastifyInstance,
  updateServer: string,
  path: string,
  { httpMethods, audit }: { httpMethods?: string[]; audit?: ProxiedWriteAudit } = {},
): Promise<void> {
  const { origin, pathname } = new URL(updateServer)
  const basePath = pathname.replace(/\/$/, '')
  await app.register(async (scope) => {
    // Bodies of every type are forwarded unparsed.
    scope.removeAllContentTypeParsers()
    if (audit) scope.addHook('preHandler', (request, reply) => audit.begin(request, reply))
    await scope.register(httpProxy, {
      upstream: origin,
      prefix: path,
      rewritePrefix: `${basePath}${path}`,
      ...(httpMethods ? { httpMethods } : {}),
      undici: { headersTimeout: RESPONSE_TIMEOUT_MS, bodyTimeout: RESPONSE_TIMEOUT_MS },
      disableRequestLogging: true,
      internalRewriteLocationHeader: false,
      replyOptions: {
        rewriteRequestHeaders: requestHeaders,
        rewriteHeaders: (headers) => responseHeaders(headers, origin, basePath),
        // Errors are forwarded at once: the dashboard decides when to retry.
        retryDelay: () => null,
        ...(audit ? { onResponse: forwardResponse(audit, updateServer) } : {}),
        onError: (reply, { error }) => {
          const httpError = upstreamUnreachable(updateServer, error)
          void (audit?.fail(reply.request, error, httpError) ?? Promise.resolve()).then(() =>
            reply.send(httpError),
          )
        },
      },
    })
  })
}

type Stream = Readable

interface Reply {
  statusCode: number
  getHeader: (name: string) => unknown
  removeHeader: (name: string) => unknown
  send: (payload?: unknown) => unknown
}

/** Headers about a response's body, which another body must not keep. */
const BODY_HEADERS = [
  'content-type',
  'content-length',
  'content-encoding',
  'etag',
  'last-modified',
  'accept-ranges',
]

/** The error in place of a web page that came as the response to a write; null for any other response. */
function pageInsteadOfWrite({ method, url }: ForwardedRequest, reply: Reply): HttpError | null {
  const header = reply.getHeader('content-type')
  const type = typeof header === 'string' ? header : ''
  const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(method)
  return !isRead && isPageInsteadOfResponse({ status: reply.statusCode, type })
    ? notSupported(method, url)
    : null
}

interface ForwardedRequest {
  method: string
  url: string
}

/** Streams the response to a read; sends that to an audited write once its entry is complete. */
function forwardResponse(audit: ProxiedWriteAudit, updateServer: string) {
  async function completeAndSend(request: object, reply: Reply, stream: Stream) {
    try {
      const body = await buffer(stream)
      await audit.complete(request, { status: reply.statusCode, body })
      reply.send(body.length > 0 ? body : undefined)
    } catch (error) {
      const httpError = upstreamUnreachable(
        updateServer,
        error instanceof Error ? error : new Error(String(error)),
      )
      await audit.fail(request, httpError, httpError)
      reply.send(httpError)
    }
  }

  async function refuse(request: object, reply: Reply, stream: Stream, httpError: HttpError) {
    // Not read: a destroyed stream may report that it was aborted.
    stream.on('error', () => null).destroy()
    await audit.refuse(request, httpError)
    for (const name of BODY_HEADERS) reply.removeHeader(name)
    reply.send(httpError)
  }

  return (request: ForwardedRequest, reply: Reply, { stream }: { stream: Stream }) => {
    const httpError = pageInsteadOfWrite(request, reply)
    if (httpError) void refuse(request, reply, stream, httpError)
    else if (audit.isPending(request)) void completeAndSend(request, reply, stream)
    else reply.send(stream)
  }
}

/**
 * Removes `Origin`, which the host guard has checked and the update server knows only for its own origins, and whatever
 * the client claims about where it comes from.
 */
function requestHeaders(
  request: Pick<FastifyRequest, 'ip' | 'host' | 'protocol' | 'method' | 'socket'>,
  headers: IncomingHttpHeaders,
): IncomingHttpHeaders {
  const forwarded = Object.entries(endToEndHeaders(headers)).filter(
    ([name]) => !PROXY_HEADERS.test(name) && !['origin', 'referer'].includes(name),
  )
  return {
    ...Object.fromEntries(forwarded),
    // The audit log parses the response to a write.
    ...(['GET', 'HEAD'].includes(request.method) ? {} : { 'accept-encoding': 'identity' }),
    'x-forwarded-for': plainAddress(request.ip) ?? request.socket.remoteAddress,
    'x-forwarded-host': request.host,
    'x-forwarded-proto': request.protocol,
  }
}

function endToEndHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase())
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !HOP_BY_HOP_HEADERS.includes(name) && !named.includes(name)),
  )
}

/** Rewrites a redirect within the update server to a path of this one. */
function responseHeaders(
  headers: IncomingHttpHeaders,
  origin: string,
  basePath: string,
): IncomingHttpHeaders {
  const forwarded = endToEndHeaders(headers)
  const { location } = forwarded
  if (typeof location !== 'string') return forwarded
  const path = location.startsWith(`${origin}/`) ? location.slice(origin.length) : location
  return { ...forwarded, location: path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : location }
}
