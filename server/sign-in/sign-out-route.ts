import type { FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { type SignedOut, signOutSchema } from '#contract/session.ts'
import type { Routes } from '#server/http/validation.ts'
import { originOf, readCookie, sessionCookieName, setCookie } from './cookies.ts'
import { revokeToken, signOutUrl } from './oidc-client.ts'
import { requireOwnOrigin } from './session-request.ts'
import type { SessionService } from './session-service.ts'

/** `POST /platte/sign-out` ends the session here; its response says where it ends at the provider. */
export function registerSignOutRoute(routes: Routes, service: SessionService): void {
  const { sessions, publicUrls, otherCookies } = service
  const cookieOf = (request: FastifyRequest) => {
    const origin = originOf(request, publicUrls)
    return origin === null ? null : readCookie(request, sessionCookieName(origin))
  }
  const isCookieBorne = (request: FastifyRequest) =>
    cookieOf(request) !== null || otherCookies.some((name) => readCookie(request, name) !== null)
  routes.post(
    '/platte/sign-out',
    {
      config: { access: 'public' },
      schema: { body: z.nullable(signOutSchema) },
      onRequest: async (request) => {
        if (isCookieBorne(request)) requireOwnOrigin(request, originOf(request, publicUrls))
      },
    },
    async (request, reply): Promise<SignedOut> => {
      const [origin, cookie] = [originOf(request, publicUrls), cookieOf(request)]
      if (origin === null) return { location: null }
      for (const name of otherCookies) setCookie(reply, { name, value: '', origin, maxAge: 0 })
      if (cookie === null) return { location: null }
      const session = await sessions.peek(cookie)
      await sessions.end(cookie)
      setCookie(reply, { name: sessionCookieName(origin), value: '', origin, maxAge: 0 })
      if (!session) return { location: null }
      if (request.body?.everywhere === true) await sessions.endAllOf(session)
      const location = await signOutAtProvider(service, session.refresh_token, origin).catch(
        (error: unknown) => {
          // The session here is over in any case.
          request.log.error(error, 'Failed to notify the provider of a sign-out')
          return null
        },
      )
      return { location }
    },
  )
}

async function signOutAtProvider(
  { signIn }: SessionService,
  refreshToken: string | null,
  origin: string,
): Promise<string | null> {
  const provider = await signIn()
  if (refreshToken !== null) await revokeToken(provider, refreshToken)
  return signOutUrl(provider, origin)
}
