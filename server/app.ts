import Fastify, { type FastifyInstance } from 'fastify'
import type { Context } from '#server/context.ts'
import { installErrorHandling } from '#server/http/error-handling.ts'
import { installValidation } from '#server/http/validation.ts'
import { registerOmahaRoutes } from '#server/omaha/omaha-routes.ts'

const REST_BODY_LIMIT = 1024 * 1024

/** The whole API on one screen; opens no port. */
export async function createApp(context: Context): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: REST_BODY_LIMIT, routerOptions: { ignoreTrailingSlash: true } })
  installErrorHandling(app)
  installValidation(app)
  await registerOmahaRoutes(app, context)
  return app
}
