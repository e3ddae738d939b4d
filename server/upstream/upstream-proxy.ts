import httpProxy from '@fastify/http-proxy'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { IncomingHttpHeaders } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Context } from '#server/context.ts'
import { createProxiedWriteAudit, type ProxiedWriteAudit } from './audit-proxied-writes.ts'
import { HttpError } from '#server/http/http-error.ts'
import { ANSWER_TIMEOUT_MS, unreachable } from './upstream-unreachable.ts'

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

/** Hands on what the dashboard asks for, and writes only with their entry in the audit log. */
export async function registerUpstreamProxy(
  app: FastifyInstance,
  updateServer: string,
  context: Context,
): Promise<void> {
  const audit = createProxiedWriteAudit(updateServer, context)
  app.addHook('onClose', async () => audit.stop())
  await forward(app, updateServer, '/api', { audit })
  await Promise.all(['/config', '/login'].map((path) => forward(app, updateServer, path)))
}

/** What others than the dashboard ask for, by whatever name they know this host. */
export async function registerUnguardedProxy(app: FastifyInstance, updateServer: string): Promise<void> {
  await forward(app, updateServer, '/health', { httpMethods: ['GET', 'HEAD'] })
  app.all('/v1/*', () => {
    throw new HttpError(404, 'not-here', `Nodes ask the update server itself: ${updateServer}/v1/update`)
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
  // Bodies of every kind are handed on as they come.
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    if (audit) scope.addHook('preHandler', (request, reply) => audit.begin(request, reply))
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
        ...(audit ? { onResponse: forwardAnswer(audit, updateServer) } : {}),
        onError: (reply, { error }) => {
          const refusal = unreachable(updateServer, error)
          void (audit?.fail(reply.request, error, refusal) ?? Promise.resolve()).then(() =>
            reply.send(refusal),
          )
        },
      },
    })
  })
}

type Stream = AsyncIterable<Uint8Array>

interface Reply {
  statusCode: number
  send: (payload?: unknown) => unknown
}

/** Hands an answer on as it comes; that to a write when its entry is complete. */
function forwardAnswer(audit: ProxiedWriteAudit, updateServer: string) {
  async function noteAnswer(request: object, reply: Reply, stream: Stream) {
    try {
      const body = await buffer(stream)
      await audit.answered(request, { status: reply.statusCode, body })
      reply.send(body.length > 0 ? body : undefined)
    } catch (error) {
      const refusal = unreachable(updateServer, error instanceof Error ? error : new Error(String(error)))
      await audit.fail(request, refusal, refusal)
      reply.send(refusal)
    }
  }

  return (request: object, reply: Reply, { stream }: { stream: Stream }) => {
    if (audit.isPending(request)) void noteAnswer(request, reply, stream)
    else reply.send(stream)
  }
}

/**
 * Without the `Origin` that the guard has checked, since the update server knows its own origins only, and
 * with nothing of what the client says of where it comes from.
 */
function requestHeaders(
  request: Pick<FastifyRequest, 'ip' | 'host' | 'protocol' | 'method'>,
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
    // The audit log reads what is answered to a write.
    ...(['GET', 'HEAD'].includes(request.method) ? {} : { 'accept-encoding': 'identity' }),
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
