import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { registerActivityRoutes } from '#server/activity/activity-routes.ts'
import { registerApplicationRoutes } from '#server/applications/application-routes.ts'
import { registerChannelRoutes } from '#server/channels/channel-routes.ts'
import type { Context } from '#server/context.ts'
import { registerFleetInFrontOf, registerFleetRoute } from '#server/fleet/fleet-routes.ts'
import { registerFloorRoutes } from '#server/floors/floor-routes.ts'
import { registerFreezeRoutes } from '#server/freezes/freeze-routes.ts'
import { registerGroupRoutes } from '#server/groups/group-routes.ts'
import { registerGroupStatisticsRoutes } from '#server/groups/group-statistics-routes.ts'
import { requireUpstreamAccess } from '#server/upstream/require-upstream-access.ts'
import { registerHealthRoute } from '#server/status/health-routes.ts'
import { withOtherMethodsRefused } from '#server/http/other-methods.ts'
import {
  registerPlatteStatusInFrontOf,
  registerPlatteStatusRoute,
} from '#server/status/platte-status-routes.ts'
import { registerServerConfigRoute } from '#server/status/server-config-routes.ts'
import { registerDashboard } from '#server/http/static-files.ts'
import { registerForOthers, registerUpstreamProxy } from '#server/upstream/upstream-proxy.ts'
import { registerInstanceRoutes } from '#server/nodes/node-routes.ts'
import { registerAuditLogRoute } from '#server/audit/audit-routes.ts'
import { auditRefusedWrites } from '#server/audit/audit-refused-writes.ts'
import { installAuditContext } from '#server/audit/audit-context.ts'
import { registerOmahaRoutes } from '#server/omaha/omaha-routes.ts'
import { registerPackageRoutes } from '#server/packages/package-routes.ts'
import { registerRolloutRoute } from '#server/rollout/rollout-routes.ts'
import { type AppOptions, createBaseApp, guarded } from './http/base-app.ts'

/** The whole API on one screen; opens no port. */
export async function createApp(context: Context, options: AppOptions = {}): Promise<FastifyInstance> {
  const app = createBaseApp(options)
  await registerOmahaRoutes(app, context)
  registerHealthRoute(app, context)
  await guarded(app, options, async (scope, dashboard) => {
    installAuditContext(scope, options)
    auditRefusedWrites(scope, context)
    const routes = scope.withTypeProvider<ZodTypeProvider>()
    withOtherMethodsRefused(scope, () => {
      registerServerConfigRoute(routes)
      registerPlatteStatusRoute(routes, context)
      registerFleetRoute(routes, context)
      registerRolloutRoute(routes, context)
      registerApplicationRoutes(routes, context)
      registerChannelRoutes(routes, context)
      registerGroupRoutes(routes, context)
      registerGroupStatisticsRoutes(routes, context)
      registerInstanceRoutes(routes, context)
      registerPackageRoutes(routes, context)
      registerFloorRoutes(routes, context)
      registerActivityRoutes(routes, context)
      registerFreezeRoutes(routes, context, null)
      registerAuditLogRoute(routes, context, { updateServer: null, keptDays: options.auditLogDays })
    })
    await registerDashboard(scope, dashboard)
  })
  return app
}

/** The dashboard in front of an update server elsewhere, whose URL ends without a slash; the database is for audit log and freezes. */
export async function createAppInFrontOf(
  updateServer: string,
  context: Context,
  options: AppOptions = {},
): Promise<FastifyInstance> {
  const app = createBaseApp(options)
  await registerForOthers(app, updateServer)
  await guarded(app, options, async (scope, dashboard) => {
    installAuditContext(scope, options)
    withOtherMethodsRefused(scope, () => {
      registerPlatteStatusInFrontOf(scope, updateServer)
      registerFleetInFrontOf(scope, updateServer)
    })
    await scope.register(async (kept) => {
      requireUpstreamAccess(kept, updateServer, context.clock)
      const routes = kept.withTypeProvider<ZodTypeProvider>()
      withOtherMethodsRefused(kept, () => {
        registerFreezeRoutes(routes, context, updateServer)
        registerAuditLogRoute(routes, context, { updateServer, keptDays: options.auditLogDays })
      })
    })
    await registerUpstreamProxy(scope, updateServer, context)
    await registerDashboard(scope, dashboard)
  })
  return app
}
