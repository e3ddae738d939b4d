import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { HttpErrorBody } from '#contract/http-error.ts'
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

/** The error that the client receives. SQL and stack traces go to the log only. */
export function httpErrorFor(error: unknown): HttpError {
  if (error instanceof HttpError) return error
  if (hasZodFastifySchemaValidationErrors(error)) return invalidRequest(error.validation)
  const code = property(error, 'code')
  const known = typeof code === 'string' ? FASTIFY_ERRORS[code] : undefined
  if (known) return known
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
  if (httpError.status >= 500) request.log.error(error)
  // Also where the route allows its answers to be stored, such as an asset's.
  reply.header('cache-control', 'no-store')
  void reply.code(httpError.status).type('application/json').send(httpErrorBody(httpError))
}

export function httpErrorBody({ code, message, issues }: HttpError): HttpErrorBody {
  return { error: code, message, ...(issues.length > 0 ? { issues: [...issues] } : {}) }
}

export function installErrorHandling(app: FastifyInstance): void {
  app.setErrorHandler(sendError)
}
