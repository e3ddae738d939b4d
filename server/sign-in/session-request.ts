import type { FastifyRequest } from 'fastify'
import { HttpError } from '#server/http/http-error.ts'
import { isSafeMethod } from '#server/http/is-safe-method.ts'
import { readCookie, sessionCookieName } from './cookies.ts'
import type { Session, Sessions } from './sessions.ts'

/** The session of a request's cookie; null where it has none. */
export async function sessionOf(
  request: FastifyRequest,
  origin: string | null,
  sessions: Sessions,
): Promise<Session | null> {
  const cookie = origin === null ? null : readCookie(request, sessionCookieName(origin))
  return cookie === null ? null : sessions.find(cookie)
}

/**
 * Throws an `HttpError` where a write that a browser sends with its cookie comes from a page of anybody else: other ports of
 * this host share the cookie.
 */
export function requireOwnOrigin({ method, headers }: FastifyRequest, origin: string | null): void {
  if (isSafeMethod(method) || (origin !== null && headers.origin === origin)) return
  throw new HttpError(
    403,
    'origin-not-allowed',
    'A write with a session must come from a page of this server: send an access token instead.',
  )
}
