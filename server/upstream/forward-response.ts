import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import { toError } from '#server/errors/to-error.ts'
import { isKnownTag } from '#server/http/entity-tag.ts'
import { HttpError } from '#server/http/http-error.ts'
import { isSafeMethod } from '#server/http/is-safe-method.ts'
import { isPageInsteadOfResponse, notSupported } from './not-supported.ts'
import type { ProxiedWriteAudit } from './proxied-write-audit.ts'
import { readResponse } from './read-response.ts'
import { tagBody } from './tag-body.ts'
import { RESPONSE_TIMEOUT_MS, upstreamUnreachable } from './upstream-unreachable.ts'

/** A write's response is one resource. */
const MAX_WRITE_RESPONSE_BYTES = 8 * 1024 ** 2

interface Reply {
  statusCode: number
  getHeader: (name: string) => unknown
  header: (name: string, value: string) => Reply
  code: (status: number) => Reply
  removeHeader: (name: string) => unknown
  send: (payload?: unknown) => unknown
}

interface UpstreamResponse {
  statusCode: number
  stream: Readable
}

/** Headers about a response's body, which another body must not keep. */
const BODY_HEADERS = [
  'content-type',
  'content-length',
  'content-encoding',
  'etag',
  'last-modified',
  'accept-ranges',
]

/** The error in place of a response that leads to another site, where script can't follow; null for any other response. */
function signInInsteadOfResponse(reply: Reply): HttpError | null {
  const location = reply.getHeader('location')
  const leadsElsewhere = typeof location === 'string' && /^(?:https?:)?\/\//i.test(location)
  return leadsElsewhere && reply.statusCode >= 300 && reply.statusCode < 400
    ? new HttpError(401, 'sign-in', 'The update server asks you to sign in.')
    : null
}

/** The error in place of a web page that came as the response to a write; null for any other response. */
function pageInsteadOfWrite({ method, url }: ForwardedRequest, reply: Reply): HttpError | null {
  const header = reply.getHeader('content-type')
  const type = typeof header === 'string' ? header : ''
  return !isSafeMethod(method) && isPageInsteadOfResponse({ status: reply.statusCode, type })
    ? notSupported(method, url)
    : null
}

interface ForwardedRequest {
  method: string
  url: string
  headers: IncomingHttpHeaders
}

/** Whether the response to a read gets an entity tag: that server gives none. */
const isTagged = ({ method }: ForwardedRequest, reply: Reply): boolean =>
  method === 'GET' &&
  reply.statusCode === 200 &&
  String(reply.getHeader('content-type')).startsWith('application/json') &&
  reply.getHeader('etag') === undefined

/**
 * Streams the response to a read; sends that to an audited write once its entry is complete.
 * @param audit undefined where nothing is audited
 */
export function forwardResponse(audit: ProxiedWriteAudit | undefined, updateServer: string) {
  async function completeAndSend(request: object, reply: Reply, { statusCode, stream }: UpstreamResponse) {
    try {
      const limits = { maxBytes: MAX_WRITE_RESPONSE_BYTES, timeoutMs: RESPONSE_TIMEOUT_MS }
      const body = await readResponse(stream, limits)
      await audit?.complete(request, { status: statusCode, body })
      reply.send(body.length > 0 ? body : undefined)
    } catch (error) {
      const httpError = upstreamUnreachable(updateServer, toError(error))
      await audit?.fail(request, httpError, httpError)
      removeBodyHeaders(reply)
      reply.send(httpError)
    }
  }

  async function refuse(request: object, reply: Reply, stream: Readable, httpError: HttpError) {
    destroyUnread(stream)
    await audit?.refuse(request, httpError)
    removeBodyHeaders(reply)
    removeSignInHeaders(reply)
    reply.send(httpError)
  }

  /** A body that breaks off before its first byte is forwarded is a 502. */
  async function* mapErrors(reply: Reply, stream: Readable): AsyncGenerator<unknown, void> {
    try {
      yield* stream
    } catch (error) {
      removeBodyHeaders(reply)
      throw upstreamUnreachable(updateServer, toError(error))
    }
  }

  const sendStream = (reply: Reply, stream: Readable) =>
    reply.send(Readable.from(mapErrors(reply, stream), { objectMode: false }))

  /** Dashboards poll: a response that the client has already is not sent again. */
  async function sendTagged({ headers }: ForwardedRequest, reply: Reply, stream: Readable) {
    try {
      const { etag, body } = await tagBody(stream)
      if (etag === null) sendStream(reply, body)
      else if (!isKnownTag(etag, headers['if-none-match'])) reply.header('etag', etag).send(body)
      else {
        removeBodyHeaders(reply)
        reply.header('etag', etag).code(304).send()
      }
    } catch (error) {
      removeBodyHeaders(reply)
      reply.send(upstreamUnreachable(updateServer, toError(error)))
    }
  }

  return (request: ForwardedRequest, reply: Reply, response: UpstreamResponse) => {
    const { stream, statusCode } = response
    // For an invalid status, `onError` has been called already.
    if (reply.statusCode !== statusCode) return destroyUnread(stream)
    const httpError = audit ? (signInInsteadOfResponse(reply) ?? pageInsteadOfWrite(request, reply)) : null
    if (httpError) void refuse(request, reply, stream, httpError)
    else if (audit?.isPending(request)) void completeAndSend(request, reply, response)
    else if (isTagged(request, reply)) void sendTagged(request, reply, stream)
    else sendStream(reply, stream)
  }
}

/** A destroyed stream may report that it was aborted. */
function destroyUnread(stream: Readable): void {
  stream.on('error', () => null).destroy()
}

function removeBodyHeaders(reply: Reply): void {
  for (const name of BODY_HEADERS) reply.removeHeader(name)
}

/** A cookie that comes with a redirect to a sign-in would replace the session of one in progress. */
function removeSignInHeaders(reply: Reply): void {
  for (const name of ['location', 'set-cookie']) reply.removeHeader(name)
}
