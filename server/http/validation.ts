import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import { type ZodTypeProvider, validatorCompiler } from 'fastify-type-provider-zod'
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod/mini'
import { badRequest } from './http-error.ts'
import { plainMessage } from './plain-message.ts'

/** A Fastify whose routes infer their types from the contract's schemas. */
export type Routes = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** Parses params, query and body by the route's schemas before its handler runs. */
export function installValidation(app: FastifyInstance): void {
  z.config({ ...z.locales.en(), customError: plainMessage })
  app.setValidatorCompiler(validatorCompiler)
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['text/plain', 'application/json'])
  app.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string' },
    (request, text, done: (error: Error | null, body?: unknown) => void) => {
      // Clients send an empty body with a DELETE; the schema of a route decides whether it needs one.
      if (text === '') return done(null)
      // Validation sees null for a missing body as well, so a body of `null` is refused here.
      if (text.trim() === 'null')
        return done(badRequest('invalid-request', 'The body must be a JSON object.'))
      return parseJson(request, text, done)
    },
  )
}
