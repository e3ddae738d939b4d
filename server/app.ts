import Fastify, { type FastifyInstance } from 'fastify'
import type { Context } from '#server/context.ts'
import { installErrorHandling } from '#server/http/error-handling.ts'
import { installValidation } from '#server/http/validation.ts'

const REST_BODY_LIMIT = 1024 * 1024

/** The whole API on one screen; opens no port. */
export async function createApp(_context: Context): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: REST_BODY_LIMIT, routerOptions: { ignoreTrailingSlash: true } })
  installErrorHandling(app)
  installValidation(app)
  return app
}
