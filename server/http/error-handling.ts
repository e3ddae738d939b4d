import type { FastifyError, FastifyInstance } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Refusal as RefusalBody } from '#contract/refusal.ts'
import { Refusal } from '#server/http/refusal.ts'

interface Answer {
  status: number
  body: RefusalBody
}

/** What the client is told of an error; what it must not know (SQL, stacks) goes to the log alone. */
export function answerTo(error: unknown): Answer {
  if (error instanceof Refusal) {
    const issues = error.issues.length > 0 ? { issues: [...error.issues] } : {}
    return { status: error.status, body: { error: error.code, message: error.message, ...issues } }
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.map(({ instancePath, message }) => ({
      field: instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: message ?? 'is not valid',
    }))
    return {
      status: 400,
      body: {
        error: 'invalid-request',
        message: issues.map(({ field, message }) => `${field}: ${message}`).join('; '),
        issues,
      },
    }
  }
  const { statusCode, code, message } = error as Partial<FastifyError>
  if (statusCode === 413)
    return { status: 413, body: { error: 'too-large', message: 'The request is too large.' } }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return {
      status: statusCode,
      body: {
        error: (code ?? 'bad-request').toLowerCase().replaceAll('_', '-'),
        message: message ?? 'The request was refused.',
      },
    }
  }
  return {
    status: 500,
    body: { error: 'internal', message: 'The server failed at this request; its log says why.' },
  }
}

export function installErrorHandling(app: FastifyInstance): void {
  app.setErrorHandler(async (error, request, reply) => {
    const { status, body } = answerTo(error)
    if (status >= 500) request.log.error(error)
    return reply.code(status).send(body)
  })
}
