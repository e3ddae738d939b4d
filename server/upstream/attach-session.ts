import type { FastifyInstance, FastifyRequest } from 'fastify'
import { originOf, readCookie, sessionCookieName, withoutOwnCookies } from '#server/sign-in/cookies.ts'
import { requireOwnOrigin } from '#server/sign-in/session-request.ts'
import type { SessionService } from '#server/sign-in/session-service.ts'

/** What is answered in a person's name: the update server's API, and what this process stores about that server. */
const IN_PERSONS_NAME = /^\/(?:api|platte)(?:\/|\?|$)/

/**
 * Gives the requests of people who are signed in their own access token, as the update server takes it. An
 * `Authorization` of the client's stays as it is; this server's cookies reach nobody else.
 */
export function attachSessions(app: FastifyInstance, { sessions, publicUrls }: SessionService): void {
  app.decorateRequest('caller', null)

  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.access === 'public') return
    const { headers } = request.raw
    const cookie = sessionCookieOf(request, publicUrls)
    const others = withoutOwnCookies(headers.cookie)
    if (others === undefined) delete headers.cookie
    else headers.cookie = others
    if (cookie === null || headers.authorization !== undefined || !IN_PERSONS_NAME.test(request.url)) return
    const session = await sessions.find(cookie)
    if (!session) return
    requireOwnOrigin(request, originOf(request, publicUrls))
    headers.authorization = `Bearer ${session.access_token}`
    const { name, issuer, subject } = session
    request.caller = {
      name,
      role: 'unknown',
      reason: '',
      by: 'cookie',
      person: JSON.stringify([issuer, subject]),
      endSession: () => sessions.end(cookie),
    }
  })

  // That server refuses the token, so only another sign-in can help.
  app.addHook('onResponse', async ({ caller, log }, { statusCode }) => {
    if (statusCode === 401) await caller?.endSession?.().catch((error: unknown) => log.error(error))
  })
}

function sessionCookieOf(request: FastifyRequest, publicUrls: readonly string[]): string | null {
  const origin = originOf(request, publicUrls)
  return origin === null ? null : readCookie(request, sessionCookieName(origin))
}
