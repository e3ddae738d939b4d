import { MINUTE_MS } from '#contract/time-units.ts'
import { errorCode } from '#server/errors/error-code.ts'
import { errorMessage } from '#server/errors/error-message.ts'
import { HttpError } from '#server/http/http-error.ts'

/** Longer than the slowest reads of a large fleet take. */
export const RESPONSE_TIMEOUT_MS = 2 * MINUTE_MS

const TIMEOUT_CODES = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT']

/** Of @fastify/reply-from, for a status that HTTP does not define. */
const INVALID_STATUS_CODE = 'FST_REPLY_FROM_BAD_GATEWAY'

/** The error of a request to which the update server sent no response, or none that can be forwarded. */
export function upstreamUnreachable(updateServer: string, error: Error): HttpError {
  if (error instanceof HttpError) return error
  if (errorCode(error) === INVALID_STATUS_CODE)
    return new HttpError(
      502,
      'update-server-unreadable',
      `The update server at ${updateServer} responded with an invalid status.`,
    )
  const cause = causeOf(error)
  const code = 'update-server-unreachable'
  if (cause.name === 'TimeoutError' || TIMEOUT_CODES.includes(errorCode(cause) ?? ''))
    return new HttpError(504, code, `The update server at ${updateServer} does not respond in time.`)
  return new HttpError(
    502,
    code,
    `The update server at ${updateServer} can't be reached (${errorMessage(cause)}): check that it runs.`,
  )
}

/** The error of the connection, which `fetch` wraps. */
export const causeOf = (error: Error): Error => (error.cause instanceof Error ? error.cause : error)
