import { errorCode } from '#server/errors/error-code.ts'
import { HttpError } from '#server/http/http-error.ts'

/** Longer than the slowest reads of a large fleet take. */
export const ANSWER_TIMEOUT_MS = 120_000

/** Says why the update server gave no answer. */
export function unreachable(updateServer: string, error: Error): HttpError {
  const cause = error.cause instanceof Error ? error.cause : error
  const late =
    cause.name === 'TimeoutError' ||
    ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT'].includes(
      errorCode(cause) ?? '',
    )
  return new HttpError(
    late ? 504 : 502,
    'update-server-unreachable',
    late
      ? `The update server at ${updateServer} does not answer in time.`
      : `The update server at ${updateServer} can't be reached (${reason(cause)}): check that it runs.`,
  )
}

/** A name that has two addresses fails with one error for each, and no message of its own. */
function reason(error: Error): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  return first instanceof Error && first.message !== '' ? first.message : error.name
}
