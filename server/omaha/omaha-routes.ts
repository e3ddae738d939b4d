import type { FastifyInstance, HTTPMethods } from 'fastify'
import * as z from 'zod/mini'
import { isSameSecret } from '#server/access/is-same-secret.ts'
import type { Context } from '#server/context.ts'
import { badRequest, HttpError, notFound } from '#server/http/http-error.ts'
import { createClockFollower } from '#server/updates/follow-clock.ts'
import { ERROR_STATUSES, handleApp } from './handle-app.ts'
import { clientAddress } from './client-address.ts'
import { parseOmahaRequest } from './parse-omaha-request.ts'
import { simulatedNodeAddress } from '#server/access/simulated-node-address.ts'
import type { OmahaApp, OmahaRequest } from './omaha-request.ts'
import { canonicalTrack } from './flatcar-tracks.ts'
import { nodeArch } from './node-arch.ts'
import { excerptOf, type Refusal } from '#server/refusals/refusal.ts'
import type { RefusalLog } from '#server/refusals/refusal-log.ts'
import { type AppResponse, writeOmahaResponse } from './write-omaha-response.ts'

const BODY_LIMIT = 64 * 1024
const OTHER_METHODS: HTTPMethods[] = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * The endpoint of nodes. Accepts any host name, any origin and any content type.
 * @param suffix the last part of its path, which only nodes know; null for none
 * @param refusals collects the check-ins that are refused
 */
export async function registerOmahaRoutes(
  app: FastifyInstance,
  context: Context,
  suffix: string | null,
  refusals: RefusalLog,
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
      const responses = await handleRequest(context, request.body, ip, refusals)
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

/** Refusals that say nothing about updates: the server has no place for the machine. */
const REFUSED_STATUSES: ReadonlyMap<string, 'no-group' | 'not-registered'> = new Map([
  [ERROR_STATUSES['no-group'], 'no-group'],
  [ERROR_STATUSES['not-registered'], 'not-registered'],
])

const suffixParams = z.object({ suffix: z.string() })

function isSuffix(suffix: string, params: unknown): boolean {
  const sent = suffixParams.safeParse(params)
  return sent.success && isSameSecret(sent.data.suffix, suffix)
}

async function handleRequest(
  context: Context,
  body: Uint8Array,
  ip: string,
  refusals: RefusalLog,
): Promise<AppResponse[]> {
  const request = parseOrNote(body, ip, refusals)
  const responses: AppResponse[] = []
  // In order, because they may be of the same machine.
  for (const app of request.apps) {
    const response = await handleApp(context, request, app, ip)
    responses.push(response)
    const refusal = refusalOf(request, app, response, ip)
    if (refusal) refusals.note(refusal)
  }
  return responses
}

/** Throws an HTTP error for what can't be parsed, which is then noted. */
function parseOrNote(body: Uint8Array, ip: string, refusals: RefusalLog): OmahaRequest {
  try {
    return parseOmahaRequest(body)
  } catch (error) {
    refusals.note({ ...NOTHING_SENT, kind: 'malformed', address: ip, sent: excerptOf(body) })
    throw error
  }
}

const NOTHING_SENT = {
  instance_id: '',
  alias: '',
  application: '',
  track: '',
  arch: null,
  board: '',
  version: '',
  sent: '',
}

/** Null for a response that is no refusal: a node that waits is not refused. */
function refusalOf(
  request: OmahaRequest,
  app: OmahaApp,
  { status }: AppResponse,
  address: string,
): Refusal | null {
  const kind = REFUSED_STATUSES.get(status)
  if (!kind) return null
  return {
    kind,
    address,
    instance_id: app.machineid,
    alias: app.machinealias,
    application: app.appid,
    track: canonicalTrack(app.track),
    arch: nodeArch(app.board, request.arch),
    board: app.board || request.arch,
    version: app.version,
    sent: '',
  }
}
