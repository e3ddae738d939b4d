import httpProxy from '@fastify/http-proxy'
import type { FastifyInstance } from 'fastify'
import { hasDotSegment } from '#contract/dot-segments.ts'
import type { Context } from '#server/context.ts'
import { badRequest, HttpError } from '#server/http/http-error.ts'
import { forwardResponse } from './forward-response.ts'
import { ForwardedReadLimit } from './forwarded-read-limit.ts'
import { ProxiedWriteAudit } from './proxied-write-audit.ts'
import { requestHeaders, responseHeaders } from './proxy-headers.ts'
import type { UpstreamAddress } from './upstream-client.ts'
import { RESPONSE_TIMEOUT_MS, upstreamUnreachable } from './upstream-unreachable.ts'

/** Forwards the dashboard's requests, and audits writes. */
export async function registerUpstreamProxy(
  app: FastifyInstance,
  upstream: UpstreamAddress,
  context: Context,
): Promise<void> {
  const audit = new ProxiedWriteAudit(upstream, context)
  app.addHook('onClose', async () => audit.stop())
  const { url, readLimit } = upstream
  await forward(app, url, '/api', { audit, readLimit: new ForwardedReadLimit(readLimit) })
  await Promise.all(['/config', '/login'].map((path) => forward(app, url, path)))
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
  {
    httpMethods,
    audit,
    readLimit,
  }: { httpMethods?: string[]; audit?: ProxiedWriteAudit; readLimit?: ForwardedReadLimit } = {},
): Promise<void> {
  const { origin, pathname } = new URL(updateServer)
  const basePath = pathname.replace(/\/$/, '')
  await app.register(async (scope) => {
    // Bodies of every type are forwarded unparsed.
    scope.removeAllContentTypeParsers()
    scope.addHook('onRequest', async ({ raw }) => {
      if (hasDotSegment(raw.url ?? ''))
        throw badRequest(
          'unaddressable',
          'No address can name “.” or “..”: the request would reach something else. Nothing was forwarded.',
        )
    })
    if (audit) scope.addHook('preHandler', (request, reply) => audit.begin(request, reply))
    readLimit?.install(scope)
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
        rewriteHeaders: (headers, request) => {
          if (request) readLimit?.release(request)
          return responseHeaders(headers, origin, basePath)
        },
        // Errors are forwarded at once: the dashboard decides when to retry.
        retryDelay: () => null,
        onResponse: forwardResponse(audit, updateServer),
        onError: (reply, { error }) => {
          readLimit?.release(reply.request)
          const httpError = upstreamUnreachable(updateServer, error)
          void (audit?.fail(reply.request, error, httpError) ?? Promise.resolve()).then(() =>
            reply.send(httpError),
          )
        },
      },
    })
  })
}
