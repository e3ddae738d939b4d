import { createHash } from 'node:crypto'
import { parseCookie, stringifySetCookie } from 'cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isLoopback } from '#server/http/loopback.ts'

/**
 * The origin by which a browser reaches this server: the public URL of its host, or http on loopback. Null under any other
 * name, where a cookie could cross a network in clear.
 */
export function originOf(
  { host }: Pick<FastifyRequest, 'host'>,
  publicUrls: readonly string[],
): string | null {
  const publicUrl = publicUrls.find(
    (url) => new URL(url).host === new URL(`${new URL(url).protocol}//${host}`).host,
  )
  if (publicUrl !== undefined && isSafe(new URL(publicUrl))) return publicUrl
  const url = new URL(`http://${host}`)
  return isLoopback(url.hostname) ? url.origin : null
}

/** Whether nobody can read what crosses the network. */
const isSafe = ({ protocol, hostname }: URL) => protocol === 'https:' || isLoopback(hostname)

/** A name that only this server may set for the whole host (RFC 6265bis); browsers take it over https only. */
export function sessionCookieName(origin: string): string {
  // Servers on other ports of loopback share its cookies.
  const { protocol, port } = new URL(origin)
  return protocol === 'https:' ? '__Host-platte-session' : `platte-session-${port || 80}`
}

/** Each sign-in in progress has its own, so that two tabs can sign in at once. */
export function signInCookieName(origin: string, state: string): string {
  const { protocol, port } = new URL(origin)
  const part = createHash('sha256').update(state).digest('hex').slice(0, 8)
  return protocol === 'https:' ? `__Host-platte-sign-in-${part}` : `platte-sign-in-${port || 80}-${part}`
}

const OWN_COOKIES = /^(?:__Host-)?platte-(?:session|sign-in)(?:-|$)/

export const readCookie = ({ headers }: Pick<FastifyRequest, 'headers'>, name: string): string | null =>
  parseCookie(headers.cookie ?? '')[name] ?? null

/** The `Cookie` header without this server's own; undefined where nothing is left. */
export function withoutOwnCookies(header: string | undefined): string | undefined {
  const others = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !OWN_COOKIES.test(part))
  return others.length > 0 ? others.join('; ') : undefined
}

/** @param maxAge in seconds; 0 deletes the cookie */
export function setCookie(
  reply: FastifyReply,
  { name, value, origin, maxAge }: { name: string; value: string; origin: string; maxAge: number },
): void {
  const secure = origin.startsWith('https:')
  reply.header(
    'set-cookie',
    stringifySetCookie({ name, value, maxAge, path: '/', httpOnly: true, secure, sameSite: 'lax' }),
  )
}
