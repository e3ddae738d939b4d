import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import { type ZodTypeProvider, validatorCompiler } from 'fastify-type-provider-zod'
import type { IncomingMessage, ServerResponse } from 'node:http'

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
  app.setValidatorCompiler(validatorCompiler)
}
