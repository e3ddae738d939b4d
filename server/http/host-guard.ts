import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isLoopback } from './loopback.ts'
import { HttpError } from './http-error.ts'

/** What of a request decides whether a browser may have been tricked into it. */
export interface GuardedRequest {
  method: string
  /** With its port, as the client or a trusted proxy names it. */
  host: string | undefined
  origin: string | undefined
  contentType: string | undefined
  hasBody: boolean
}

/** By which names the server is reached, besides loopback ones. */
export interface OwnNames {
  /** Origins. */
  publicUrls: readonly string[]
  /** The address that it was told to listen on, if it is one: whoever asks for an address means no other host. */
  address: string | null
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Why a request is refused, or null. A name of somebody else's that leads here (DNS rebinding) would let
 * their page read and write; a page from elsewhere could at least send forms.
 */
export function guard(request: GuardedRequest, own: OwnNames): HttpError | null {
  if (!isOwnHost(request.host, own)) {
    return new HttpError(
      421,
      'host-not-allowed',
      `This server isn't known as ${request.host ?? 'nothing'}: start it with --public-url and the URL that you use.`,
    )
  }
  if (READS.has(request.method)) return null
  if (request.origin !== undefined && !isOwnOrigin(request.origin, own)) {
    return new HttpError(
      403,
      'origin-not-allowed',
      `A page of ${request.origin} may not write here: start the server with --public-url and the URL that you use.`,
    )
  }
  if (request.hasBody && !isJson(request.contentType)) {
    return new HttpError(415, 'unsupported-media-type', 'Send the body as application/json.')
  }
  return null
}

/** Guards every route of `app`, and of what is registered in it. */
export function installHostGuard(app: FastifyInstance, own: OwnNames): void {
  app.addHook('onRequest', async (request) => {
    const refusal = guard(guardedRequest(request), own)
    if (refusal) throw refusal
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

function isOwnHost(host: string | undefined, own: OwnNames): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false
  if (isOwnName(new URL(`http://${host}`).hostname, own)) return true
  // The scheme decides which port goes without saying.
  return own.publicUrls.some((url) => {
    const { protocol, host: ownHost } = new URL(url)
    return new URL(`${protocol}//${host}`).host === ownHost
  })
}

function isOwnOrigin(origin: string, own: OwnNames): boolean {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  return isOwnName(url.hostname, own) || own.publicUrls.includes(url.origin)
}

function isOwnName(hostname: string, { address }: OwnNames): boolean {
  return isLoopback(hostname) || (address !== null && hostname.replace(/^\[(.*)\]$/, '$1') === address)
}

function isJson(contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/json'
}
