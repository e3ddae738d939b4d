import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, HTTPMethods } from 'fastify'
import * as z from 'zod/mini'
import type { Context } from '#server/context.ts'
import { badRequest, HttpError, notFound } from '#server/http/http-error.ts'
import { createClockFollower } from '#server/updates/follow-clock.ts'
import { handleApp } from './handle-app.ts'
import { clientAddress } from './client-address.ts'
import { parseOmahaRequest } from './parse-omaha-request.ts'
import { simulatedNodeAddress } from '#server/access/simulated-node-address.ts'
import { type AppResponse, writeOmahaResponse } from './write-omaha-response.ts'

const BODY_LIMIT = 64 * 1024
const OTHER_METHODS: HTTPMethods[] = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * The endpoint of nodes. Accepts any host name, any origin and any content type.
 * @param suffix the last part of its path, which only nodes know; null for none
 */
export async function registerOmahaRoutes(
  app: FastifyInstance,
  context: Context,
  suffix: string | null,
): Promise<void> {
  const followClock = createClockFollower(context, (line) => app.log.error(line))
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    )

    // Fastify refuses an invalid media type, and nodes may send one.
    scope.addHook('onRequest', async (request) => {
      request.raw.headers['content-type'] = 'text/xml'
    })

    // As a parameter, so that the secret is no part of the route's name, which metrics have.
    const url = suffix === null ? '/v1/update' : '/v1/update/:suffix'
    if (suffix !== null)
      scope.addHook('onRequest', async ({ params }) => {
        if (!isSuffix(suffix, params)) throw notFound('such address here')
      })

    scope.post(url, { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      if (!(request.body instanceof Uint8Array)) throw badRequest('malformed-xml', 'The request has no body.')
      await followClock()
      const ip = simulatedNodeAddress(request.headers) ?? clientAddress(request)
      const responses = await handleRequest(context, request.body, ip)
      return reply.type('text/xml').send(writeOmahaResponse(responses))
    })

    if (suffix !== null) scope.all('/v1/update', () => undefined)

    scope.route({
      method: OTHER_METHODS,
      url,
      onRequest: async (_request, reply) => {
        reply.header('allow', 'POST')
        throw new HttpError(405, 'method-not-allowed', 'Send Omaha requests with POST.')
      },
      handler: () => undefined,
    })
  })
}

const suffixParams = z.object({ suffix: z.string() })

/** Takes as long for any wrong one, so that nobody can guess it letter by letter. */
function isSuffix(suffix: string, params: unknown): boolean {
  const sent = suffixParams.safeParse(params)
  return sent.success && timingSafeEqual(digest(sent.data.suffix), digest(suffix))
}

const digest = (text: string) => createHash('sha256').update(text).digest()

async function handleRequest(context: Context, body: Uint8Array, ip: string): Promise<AppResponse[]> {
  const request = parseOmahaRequest(body)
  const responses: AppResponse[] = []
  // In order, because they may be of the same machine.
  for (const app of request.apps) responses.push(await handleApp(context, request, app, ip))
  return responses
}
