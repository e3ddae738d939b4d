import { MINUTE_MS } from '#contract/time-units.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { HttpErrorBody } from '#contract/http-error.ts'
import { type DatabaseFailure, databaseFailure, isLoggedAsOutage } from '#server/errors/database-failure.ts'
import { limitLog } from '#server/errors/limit-log.ts'
import { sqlState } from '#server/errors/sql-state.ts'
import { badRequest, conflict, HttpError } from './http-error.ts'

/** Messages for the errors that Fastify itself throws. */
const FASTIFY_ERRORS: Record<string, HttpError> = {
  FST_ERR_BAD_URL: badRequest('bad-url', 'The address is not valid: check its percent signs.'),
  FST_ERR_CTP_BODY_TOO_LARGE: new HttpError(413, 'too-large', 'The request is too large.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: badRequest('bad-length', 'The body has another length than announced.'),
  FST_ERR_CTP_INVALID_JSON_BODY: badRequest('invalid-json', 'The body is not valid JSON.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new HttpError(
    415,
    'unsupported-media-type',
    'Send the body as application/json.',
  ),
}

/** The message to the client about a failure that passes by itself. */
const DATABASE_FAILURES: Record<DatabaseFailure, HttpError> = {
  unavailable: new HttpError(
    503,
    'database-unavailable',
    'The database can’t be reached; nothing was acknowledged. Try again in a few seconds.',
  ),
  busy: new HttpError(
    503,
    'database-busy',
    'The database took too long, or what the request needs is locked; nothing was acknowledged. Try again in a few seconds.',
  ),
  exhausted: new HttpError(
    503,
    'database-exhausted',
    'The database has no space for this request; the server’s log says why.',
  ),
}

/** The code of an unhealthy server's `/health`. */
const UNHEALTHY = DATABASE_FAILURES.unavailable.code

/** For every 503: long enough for a restart of the database. */
const RETRY_AFTER_S = 5

/** The error that the client receives. SQL and stack traces go to the log only. */
export function httpErrorFor(error: unknown): HttpError {
  if (error instanceof HttpError) return error
  if (hasZodFastifySchemaValidationErrors(error)) return invalidRequest(error.validation)
  const code = property(error, 'code')
  const known = typeof code === 'string' ? FASTIFY_ERRORS[code] : undefined
  if (known) return known
  const failure = databaseFailure(error)
  if (failure) return DATABASE_FAILURES[failure]
  const status = property(error, 'statusCode')
  if (typeof status === 'number' && status >= 400 && status < 500)
    return badRequest('bad-request', 'The request could not be read.')
  return httpErrorForSqlState(sqlState(error))
}

/** A last resort: routes map the constraint errors that they expect to better messages. */
function httpErrorForSqlState(state: string | null): HttpError {
  if (state?.startsWith('22')) return badRequest('invalid-value', 'A value in the request can’t be stored.')
  if (state?.startsWith('23'))
    return conflict('conflict', 'The request is in conflict with what the server has; read again and retry.')
  return new HttpError(500, 'internal', 'The server failed at this request; its log says why.')
}

function invalidRequest(problems: readonly { instancePath: string; message?: string }[]): HttpError {
  const issues = problems.map(({ instancePath, message = 'is not valid' }) => ({
    field: instancePath.replace(/^\//, '').replaceAll('/', '.') || 'body',
    message,
  }))
  // The message of a nested field names only its last part.
  const sentences = issues.map(({ field, message }) =>
    field.includes('.') ? `${field}: ${message}` : message,
  )
  return new HttpError(400, 'invalid-request', `${sentences.join('; ')}.`, issues)
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

/** Sends an error as JSON; also used for Fastify's errors before a route is found (`frameworkErrors`). */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const httpError = httpErrorFor(error)
  if (httpError.status >= 500) logFailure(error, httpError, request)
  if (httpError.status === 503) reply.header('retry-after', String(RETRY_AFTER_S))
  // Also where the route allows its answers to be stored, such as an asset's.
  reply.header('cache-control', 'no-store')
  void reply.code(httpError.status).type('application/json').send(httpErrorBody(httpError))
}

const loggers = new WeakMap<object, ReturnType<typeof limitLog>>()

/**
 * A fault of ours is logged each time, with its stack. What another server fails at is logged once a minute, in a line:
 * during an outage every request fails in the same way. `watchOutages` logs those of the database.
 */
function logFailure(
  error: unknown,
  { status, code, message }: HttpError,
  { log, server }: FastifyRequest,
): void {
  const failure = databaseFailure(error)
  if (isLoggedAsOutage(error) || code === UNHEALTHY) return
  if (failure === null && status === 500) return log.error(error)
  const logSometimes = loggers.get(server.server) ?? limitLog((line) => log.error(line), MINUTE_MS)
  loggers.set(server.server, logSometimes)
  logSometimes(code, failure === null ? message : String(error))
}

export function httpErrorBody({ code, message, issues }: HttpError): HttpErrorBody {
  return { error: code, message, ...(issues.length > 0 ? { issues: [...issues] } : {}) }
}

export function installErrorHandling(app: FastifyInstance): void {
  app.setErrorHandler(sendError)
}
