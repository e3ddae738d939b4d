import type { FastifyInstance } from 'fastify'
import type { IncomingHttpHeaders } from 'node:http'
import { isSafeMethod } from '#server/http/is-safe-method.ts'
import type { Caller } from '#server/sign-in/caller.ts'
import { originOf, readCookie, sessionCookieName, withoutOwnCookies } from '#server/sign-in/cookies.ts'
import { requireOwnOrigin } from '#server/sign-in/session-request.ts'
import type { SessionService } from '#server/sign-in/session-service.ts'

/** What is answered in a person's name: the update server's API, and what this process stores about that server. */
const IN_PERSONS_NAME = /^\/(?:api|platte)(?:\/|\?|$)/

/**
 * Gives the requests of people who are signed in their own access token, as the update server takes it. An
 * `Authorization` of the client's stays as it is; this server's cookies reach nobody else.
 */
export function attachSessions(
  app: FastifyInstance,
  { sessions, publicUrls, identify }: SessionService,
): void {
  app.decorateRequest('caller', null)

  async function attachSession(headers: IncomingHttpHeaders, cookie: string): Promise<Caller | null> {
    const session = await sessions.find(cookie)
    if (!session) return null
    headers.authorization = `Bearer ${session.access_token}`
    const { name, issuer, subject } = session
    return {
      name,
      role: 'unknown',
      reason: '',
      by: 'cookie',
      person: JSON.stringify([issuer, subject]),
      endSession: () => sessions.end(cookie),
    }
  }

  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.access === 'public') return
    const { headers } = request.raw
    const origin = originOf(request, publicUrls)
    const cookie = origin === null ? null : readCookie(request, sessionCookieName(origin))
    const others = withoutOwnCookies(headers.cookie)
    if (others === undefined) delete headers.cookie
    else headers.cookie = others
    if (!IN_PERSONS_NAME.test(request.url)) return
    if (cookie !== null && headers.authorization === undefined)
      request.caller = await attachSession(headers, cookie)
    // A read is logged in nobody's name.
    if (!isSafeMethod(request.method)) request.caller ??= await identify(request)
    if (request.caller?.by === 'cookie') requireOwnOrigin(request, origin)
  })

  // That server refuses the token, so only another sign-in can help.
  app.addHook('onResponse', async ({ caller, log }, { statusCode }) => {
    if (statusCode === 401) await caller?.endSession?.().catch((error: unknown) => log.error(error))
  })
}
