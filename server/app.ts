import Fastify, { type FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { registerActivityRoutes } from '#server/activity/activity-routes.ts'
import { registerApplicationRoutes } from '#server/applications/application-routes.ts'
import { registerChannelRoutes } from '#server/channels/channel-routes.ts'
import type { Context } from '#server/context.ts'
import { registerFloorRoutes } from '#server/floors/floor-routes.ts'
import { registerGroupRoutes } from '#server/groups/group-routes.ts'
import { registerGroupStatisticsRoutes } from '#server/groups/group-statistics-routes.ts'
import { answerError, installErrorHandling } from '#server/http/error-handling.ts'
import { withOtherMethodsRefused } from '#server/http/other-methods.ts'
import { registerServerRoutes } from '#server/http/server-routes.ts'
import { installValidation } from '#server/http/validation.ts'
import { registerInstanceRoutes } from '#server/instances/instance-routes.ts'
import { registerOmahaRoutes } from '#server/omaha/omaha-routes.ts'
import { registerPackageRoutes } from '#server/packages/package-routes.ts'

const REST_BODY_LIMIT = 1024 * 1024
/** Longer than any id in a path: what is too long is refused as an id, not as an address. */
const LONGEST_PARAM = 1000

/** The whole API on one screen; opens no port. */
export async function createApp(context: Context): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: REST_BODY_LIMIT,
    frameworkErrors: answerError,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: LONGEST_PARAM },
  })
  installErrorHandling(app)
  installValidation(app)
  const routes = app.withTypeProvider<ZodTypeProvider>()
  withOtherMethodsRefused(app, () => {
    registerServerRoutes(routes, context)
    registerApplicationRoutes(routes, context)
    registerChannelRoutes(routes, context)
    registerGroupRoutes(routes, context)
    registerGroupStatisticsRoutes(routes, context)
    registerInstanceRoutes(routes, context)
    registerPackageRoutes(routes, context)
    registerFloorRoutes(routes, context)
    registerActivityRoutes(routes, context)
  })
  await registerOmahaRoutes(app, context)
  return app
}
