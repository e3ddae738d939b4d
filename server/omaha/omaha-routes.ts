import type { FastifyInstance, HTTPMethods } from 'fastify'
import type { Context } from '#server/context.ts'
import { badRequest, HttpError } from '#server/http/http-error.ts'
import { answerApp } from './answer-app.ts'
import { clientAddress } from './client-address.ts'
import { parseOmahaRequest } from './parse-omaha-request.ts'
import { simulatedNodeAddress } from '#server/access/simulated-node-address.ts'
import { type AppAnswer, writeOmahaResponse } from './write-omaha-response.ts'

const BODY_LIMIT = 64 * 1024
const OTHER_METHODS: HTTPMethods[] = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Where nodes ask: by any name of the host, from any origin, and whatever they call the type of their XML. */
export async function registerOmahaRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    )

    // Fastify refuses what is no media type at all; nodes may say that too.
    scope.addHook('onRequest', async (request) => {
      request.raw.headers['content-type'] = 'text/xml'
    })

    scope.post('/v1/update', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      if (!(request.body instanceof Uint8Array)) throw badRequest('malformed-xml', 'The request has no body.')
      const ip = simulatedNodeAddress(request.headers) ?? clientAddress(request)
      const answers = await answerRequest(context, request.body, ip)
      return reply.type('text/xml').send(writeOmahaResponse(answers))
    })

    scope.route({
      method: OTHER_METHODS,
      url: '/v1/update',
      onRequest: async (_request, reply) => {
        reply.header('allow', 'POST')
        throw new HttpError(405, 'method-not-allowed', 'Nodes ask for updates with POST.')
      },
      handler: () => undefined,
    })
  })
}

async function answerRequest(context: Context, body: Uint8Array, ip: string): Promise<AppAnswer[]> {
  const request = parseOmahaRequest(body)
  const answers: AppAnswer[] = []
  for (const app of request.apps) {
    // In their order: one machine may be in several.
    const { isKnown, ...answer } = await answerApp(context, request, app, ip)
    answers.push(answer)
    // Nebraska leaves it at that, and clients know no other behaviour.
    if (!isKnown) break
  }
  return answers
}
