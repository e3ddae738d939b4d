import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import { type ZodTypeProvider, validatorCompiler } from 'fastify-type-provider-zod'
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod/mini'
import { badRequest } from '#server/http/http-error.ts'
import { plainMessage } from '#server/http/plain-message.ts'

/** A Fastify whose routes take their types from the contract's schemas. */
export type Routes = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** Params, query and body are parsed by the route's schemas before its handler runs. */
export function installValidation(app: FastifyInstance): void {
  z.config({ ...z.locales.en(), customError: plainMessage })
  app.setValidatorCompiler(validatorCompiler)
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['text/plain', 'application/json'])
  app.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string' },
    (request, text, done: (error: Error | null, body?: unknown) => void) => {
      // An empty body is none, as clients send it with a DELETE; which routes need one, their schemas say.
      if (text === '') return done(null)
      // A schema is shown null for no body at all, so the two are told apart here.
      if (text.trim() === 'null')
        return done(badRequest('invalid-request', 'The body must be a JSON object.'))
      return parseJson(request, text, done)
    },
  )
}
