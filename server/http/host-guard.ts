import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isLoopback } from './loopback.ts'
import { HttpError } from './http-error.ts'
import { isSafeMethod } from './is-safe-method.ts'

/** The parts of a request that show whether another site may have made a browser send it. */
export interface GuardedRequest {
  method: string
  /** With its port, as the client or a trusted proxy names it. */
  host: string | undefined
  origin: string | undefined
  contentType: string | undefined
  hasBody: boolean
}

/** The names by which the server may be reached, besides loopback ones. */
export interface AllowedHosts {
  /** Origins. */
  publicUrls: readonly string[]
  /** The address that it listens on, if it is a specific one: no DNS name can be rebound to an address literal. */
  address: string | null
}

/**
 * The error that refuses a request; null where it is allowed. Under a foreign name that resolves to this server (DNS
 * rebinding) another site's page could read and write; under any name it could at least submit forms.
 */
export function guard(request: GuardedRequest, allowed: AllowedHosts): HttpError | null {
  if (!isAllowedHost(request.host, allowed)) {
    return new HttpError(
      421,
      'host-not-allowed',
      `This server isn't known as ${request.host ?? 'nothing'}: start it with --public-url and the URL that you use.`,
    )
  }
  if (isSafeMethod(request.method)) return null
  if (request.origin !== undefined && !isAllowedOrigin(request.origin, allowed)) {
    return new HttpError(
      403,
      'origin-not-allowed',
      `A page of ${request.origin} may not write here: start the server with --public-url and the URL that you use.`,
    )
  }
  if (!isJson(request.contentType) && (request.hasBody || isFormLike(request))) {
    return new HttpError(415, 'unsupported-media-type', 'Send the body as application/json.')
  }
  return null
}

/**
 * Whether a form without fields may have sent a POST. A browser sends one for any page without asking first, and pages
 * of other local servers have allowed origins; the other methods and JSON it only sends for pages of this server.
 */
function isFormLike({ method, host, origin }: GuardedRequest): boolean {
  if (method !== 'POST') return false
  return origin === undefined || new URL(origin).host !== host
}

/** Guards every route of `app`. */
export function installHostGuard(app: FastifyInstance, allowed: AllowedHosts): void {
  app.addHook('onRequest', async (request) => {
    const httpError = guard(guardedRequest(request), allowed)
    if (httpError) throw httpError
  })
}

function guardedRequest({ method, host, headers }: FastifyRequest): GuardedRequest {
  return {
    method,
    host: host === '' ? undefined : host,
    origin: headers.origin,
    contentType: headers['content-type'],
    hasBody: headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0,
  }
}

function isAllowedHost(host: string | undefined, allowed: AllowedHosts): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false
  if (isAllowedName(new URL(`http://${host}`).hostname, allowed)) return true
  // The scheme decides which port is the default one.
  return allowed.publicUrls.some((url) => {
    const { protocol, host: publicHost } = new URL(url)
    return new URL(`${protocol}//${host}`).host === publicHost
  })
}

function isAllowedOrigin(origin: string, allowed: AllowedHosts): boolean {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  return isAllowedName(url.hostname, allowed) || allowed.publicUrls.includes(url.origin)
}

function isAllowedName(hostname: string, { address }: AllowedHosts): boolean {
  return isLoopback(hostname) || (address !== null && hostname.replace(/^\[(.*)\]$/, '$1') === address)
}

function isJson(contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/json'
}
