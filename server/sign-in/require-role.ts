import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DEMO_ACTOR, LOCAL_ACTOR } from '#server/access/identify-actor.ts'
import { simulatedNodeAddress } from '#server/access/simulated-node-address.ts'
import { HttpError } from '#server/http/http-error.ts'
import { isSafeMethod } from '#server/http/is-safe-method.ts'
import type { TokenVerifier } from './bearer-token.ts'
import type { Caller } from './caller.ts'
import { originOf } from './cookies.ts'
import { requireOwnOrigin, sessionOf } from './session-request.ts'
import type { Sessions } from './sessions.ts'

export interface CallerOptions {
  verifier: TokenVerifier
  sessions: Sessions
  publicUrls: readonly string[]
}

export type IdentifyCaller = (request: FastifyRequest) => Promise<Caller | null>

/**
 * Identifies who sent a request: by an access token, which counts alone where there is one, or else by the session of a
 * cookie. Null for nobody; throws an `HttpError` for a token that doesn't count, and for a write from another's page.
 */
export const createCallerIdentifier =
  ({ verifier, sessions, publicUrls }: CallerOptions): IdentifyCaller =>
  async (request) => {
    const { headers } = request
    if (simulatedNodeAddress(headers) !== null)
      return { name: DEMO_ACTOR, role: 'admin', reason: 'it is this process', by: 'process' }
    const token = bearerToken(headers.authorization)
    if (token !== null) {
      const { name, role, reason } = await verifier.verify(token)
      return { name, role, reason, by: 'bearer' }
    }
    const origin = originOf(request, publicUrls)
    const session = await sessionOf(request, origin, sessions)
    if (!session) return null
    requireOwnOrigin(request, origin)
    const { name, role, reason } = session
    return { name, role, reason, by: 'cookie' }
  }

/**
 * Lets admins write and viewers read, on every route of `app` that isn't `public`, before anything else of a request is
 * looked at: 401 for those who are nobody, and 403 with what is missing for those who have no role for it.
 */
export function requireRole(app: FastifyInstance, identifyCaller: IdentifyCaller): void {
  app.decorateRequest('caller', null)
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.access === 'public') return
    request.caller = await identifyOr401(request, reply, identifyCaller)
    refuseMissingRole(request.caller, request.method)
  })
}

/** The verified name, for the audit log. */
export const identifySignedIn = ({ caller }: FastifyRequest): string => caller?.name || LOCAL_ACTOR

async function identifyOr401(
  request: FastifyRequest,
  reply: FastifyReply,
  identifyCaller: IdentifyCaller,
): Promise<Caller> {
  try {
    const caller = await identifyCaller(request)
    if (caller) return caller
    throw new HttpError(401, 'sign-in', 'Sign in, or send an access token as Authorization: Bearer.')
  } catch (error) {
    if (error instanceof HttpError && error.status === 401) reply.header('www-authenticate', challenge(error))
    throw error
  }
}

/** RFC 6750, section 3: the response to a request without a token names no error. */
const challenge = ({ code }: HttpError) =>
  code === 'invalid-token' ? 'Bearer error="invalid_token"' : 'Bearer'

/** The scheme is case-insensitive (RFC 9110, section 11.1). Throws an `HttpError` for any other scheme. */
export function bearerToken(authorization: string | undefined): string | null {
  if (authorization === undefined) return null
  const [, token] = /^bearer +([\w.~+/=-]+) *$/i.exec(authorization) ?? []
  if (token !== undefined) return token
  throw new HttpError(401, 'invalid-token', 'The Authorization header has no bearer token.')
}

function refuseMissingRole({ role, reason }: Caller, method: string): void {
  if (role === 'admin' || (role === 'viewer' && isSafeMethod(method))) return
  const what = isSafeMethod(method) ? 'see this' : 'change anything'
  throw new HttpError(403, 'forbidden', `You may not ${what}: ${reason}.`)
}
