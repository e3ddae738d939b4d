import type { FastifyRequest } from 'fastify'
import type { IncomingHttpHeaders } from 'node:http'
import { plainAddress } from '#server/access/proxy-trust.ts'

/** Client information that only a proxy may set; this process sets its own. */
const PROXY_HEADERS = /^(?:forwarded|x-real-ip|x-forwarded-.*|remote-(?:user|name|email|groups))$/
/**
 * Headers of a single connection, which a proxy does not forward, beside those that `Connection` names (RFC 9110, section
 * 7.6.1), and a password for a proxy (sections 11.7.1 and 11.7.2).
 */
const HOP_BY_HOP_HEADERS = [
  'proxy-authenticate',
  'proxy-authorization',
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]

/**
 * Removes `Origin`, which the host guard has checked and the update server knows only for its own origins, and whatever
 * the client claims about where it comes from.
 */
export function requestHeaders(
  request: Pick<FastifyRequest, 'ip' | 'host' | 'protocol' | 'method' | 'socket'>,
  headers: IncomingHttpHeaders,
): IncomingHttpHeaders {
  const forwarded = Object.entries(endToEndHeaders(headers)).filter(
    ([name]) => !PROXY_HEADERS.test(name) && !['origin', 'referer'].includes(name),
  )
  return {
    ...Object.fromEntries(forwarded),
    // The audit log parses the response to a write.
    ...(['GET', 'HEAD'].includes(request.method) ? {} : { 'accept-encoding': 'identity' }),
    'x-forwarded-for': plainAddress(request.ip) ?? request.socket.remoteAddress,
    'x-forwarded-host': request.host,
    'x-forwarded-proto': request.protocol,
  }
}

function endToEndHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase())
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !HOP_BY_HOP_HEADERS.includes(name) && !named.includes(name)),
  )
}

/**
 * Headers of a response that are about its content or a sign-in. Others, such as those on security and caching, are
 * for this process to set: they would hold for its whole origin.
 */
const RESPONSE_HEADERS = [
  'allow',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-type',
  'date',
  'etag',
  'last-modified',
  'location',
  'retry-after',
  'set-cookie',
  'vary',
  'www-authenticate',
]
/** Headers of the update server's own, except those that browsers or a proxy such as nginx obey. */
const OWN_HEADERS = /^x-(?!accel-|sendfile|content-|dns-|download-|forwarded-|frame-|permitted-|webkit-|xss-)/

/** Rewrites a redirect within the update server to a path of this one. */
export function responseHeaders(
  headers: IncomingHttpHeaders,
  origin: string,
  basePath: string,
): IncomingHttpHeaders {
  const forwarded = Object.fromEntries(
    Object.entries(endToEndHeaders(headers)).filter(
      ([name]) => RESPONSE_HEADERS.includes(name) || OWN_HEADERS.test(name),
    ),
  )
  const { location } = forwarded
  if (typeof location !== 'string') return forwarded
  const path = location.startsWith(`${origin}/`) ? location.slice(origin.length) : location
  return { ...forwarded, location: path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : location }
}
