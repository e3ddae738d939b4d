import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { createActorIdentifier } from '#server/access/identify-actor.ts'
import { createProxyTrust } from '#server/access/proxy-trust.ts'
import { registerActivityRoutes } from '#server/activity/activity-routes.ts'
import { registerApplicationRoutes } from '#server/applications/application-routes.ts'
import { registerChannelRoutes } from '#server/channels/channel-routes.ts'
import type { Context } from '#server/context.ts'
import { registerGatheredFleetRoute, registerFleetRoute } from '#server/fleet/fleet-routes.ts'
import { registerFloorRoutes } from '#server/floors/floor-routes.ts'
import { registerFreezeRoutes } from '#server/freezes/freeze-routes.ts'
import { registerGroupRoutes } from '#server/groups/group-routes.ts'
import { registerGroupStatisticsRoutes } from '#server/groups/group-statistics-routes.ts'
import { connectUpstream, type Upstream } from '#server/upstream/upstream.ts'
import { registerGithubSignInRoutes } from '#server/upstream/github-sign-in.ts'
import { requireUpstreamAccess } from '#server/upstream/require-upstream-access.ts'
import { registerHealthRoute } from '#server/status/health-routes.ts'
import { refuseOtherMethods } from '#server/http/refuse-other-methods.ts'
import { type Branding, PLATTE_BRANDING } from '#server/config/load-branding.ts'
import { registerProxyStatusRoute, registerPlatteStatusRoute } from '#server/status/platte-status-routes.ts'
import { registerServerConfigRoute } from '#server/status/server-config-routes.ts'
import type { Routes } from '#server/http/validation.ts'
import { registerDashboard } from '#server/http/register-dashboard.ts'
import { attachSessions } from '#server/upstream/attach-session.ts'
import {
  createUpstreamSessionService,
  type UpstreamSignInOptions,
} from '#server/upstream/upstream-sign-in.ts'
import { registerUnguardedProxy, registerUpstreamProxy } from '#server/upstream/upstream-proxy.ts'
import { registerIdentityRoutes } from '#server/nodes/identity-routes.ts'
import { registerNodeRecordRoutes } from '#server/nodes/node-record-routes.ts'
import { registerNodeRoutes } from '#server/nodes/node-routes.ts'
import { registerAuditLogRoute } from '#server/audit/audit-routes.ts'
import { auditRefusedWrites } from '#server/audit/audit-refused-writes.ts'
import { installAuditContext } from '#server/audit/audit-context.ts'
import { registerOmahaRoutes } from '#server/omaha/omaha-routes.ts'
import { registerOpenApiRoute } from '#server/openapi/openapi-routes.ts'
import { registerPackageCheckRoute } from '#server/package-checks/package-check-routes.ts'
import type { FileCheckerOptions } from '#server/package-checks/check-file.ts'
import { registerPackageRoutes } from '#server/packages/package-routes.ts'
import { registerRolloutRoute } from '#server/rollout/rollout-routes.ts'
import { registerFailingRoute } from '#server/failing/failing-routes.ts'
import { RefusalLog } from '#server/refusals/refusal-log.ts'
import { registerRefusalRoute } from '#server/refusals/refusal-routes.ts'
import { registerWhyRoutes } from '#server/why/why-routes.ts'
import { DEFAULT_AUDIT_LOG_DAYS } from '#server/config/audit-retention.ts'
import { registerReads } from '#server/reads/shared-reads.ts'
import { type BaseAppOptions, createBaseApp, registerGuarded } from '#server/http/base-app.ts'
import { identifySignedIn, requireRole } from '#server/sign-in/require-role.ts'
import { registerOpenSessionRoute, registerSessionRoute } from '#server/sign-in/session-routes.ts'
import { registerSignInCheckRoute } from '#server/sign-in/check-route.ts'
import {
  createOwnSessionService,
  type OwnSignInOptions,
  type SessionService,
} from '#server/sign-in/session-service.ts'
import { registerSignInRoutes } from '#server/sign-in/sign-in-routes.ts'
import { registerUpdateEndpointRoute } from '#server/status/update-endpoint-routes.ts'
import { registerSignOutRoute } from '#server/sign-in/sign-out-route.ts'

export interface AppOptions extends BaseAppOptions {
  /** How many days audit entries are kept. */
  auditLogDays?: number
  /** How people sign in to the provider of another update server; null where they can't. */
  upstreamSignIn?: Omit<UpstreamSignInOptions, 'publicUrls'> | null
  /** How people sign in; null where nobody has to. */
  signIn?: OwnSignInOptions | null
  /** The last part of the path where nodes check in; null for none. */
  omahaSuffix?: string | null
  /** The title and the logo of the dashboard. */
  branding?: Branding
  /** From where files of packages are fetched to check them. */
  fileChecks?: FileCheckerOptions
  /** The port that is for nodes only; null for none. */
  updatePort?: number | null
}

const PUBLIC_FILES_ONLY: FileCheckerOptions = { networks: [], ca: null }

/** The update server and the dashboard: the whole API on one screen. Opens no port. */
export async function createApp(
  context: Context,
  {
    auditLogDays = DEFAULT_AUDIT_LOG_DAYS,
    signIn = null,
    omahaSuffix = null,
    updatePort = null,
    ...options
  }: AppOptions = {},
): Promise<FastifyInstance> {
  const app = createBaseApp(options, createProxyTrust(options.trustedProxies ?? []))
  const refusals = new RefusalLog(context, (error) => app.log.error(error))
  app.addHook('onClose', () => refusals.flush())
  await registerOmahaRoutes(app, context, omahaSuffix, refusals)
  registerHealthRoute(app, context)
  await registerGuarded(app, options, async (scope, dashboard) => {
    const sessions = signIn && createOwnSessionService(context, signIn, options.publicUrls ?? [])
    if (sessions) requireRole(scope, sessions.identify)
    const identifyActor = signIn ? identifySignedIn : createActorIdentifier(options.trustedProxies ?? [])
    installAuditContext(scope, identifyActor)
    auditRefusedWrites(scope, context)
    const routes = scope.withTypeProvider<ZodTypeProvider>()
    registerOpenApiRoute(scope)
    refuseOtherMethods(scope, () => {
      if (sessions) registerSignIn(routes, context, sessions)
      else registerOpenSessionRoute(routes, identifyActor)
    })
    registerApi(scope, () => {
      registerServerConfigRoute(routes, signIn?.settings ?? null, options.branding ?? PLATTE_BRANDING)
      registerPlatteStatusRoute(routes, context)
      registerUpdateEndpointRoute(routes, {
        publicUrl: options.publicUrls?.[0] ?? null,
        port: updatePort,
        suffix: omahaSuffix,
      })
      registerFleetRoute(routes, context)
      registerRolloutRoute(routes, context)
      registerApplicationRoutes(routes, context)
      registerChannelRoutes(routes, context)
      registerGroupRoutes(routes, context)
      registerGroupStatisticsRoutes(routes, context)
      registerNodeRoutes(routes, context)
      registerNodeRecordRoutes(routes, context)
      registerIdentityRoutes(routes, context)
      registerWhyRoutes(routes, context)
      registerFailingRoute(routes, context)
      registerRefusalRoute(routes, context, refusals)
      registerPackageRoutes(routes, context)
      registerPackageCheckRoute(routes, options.fileChecks ?? PUBLIC_FILES_ONLY)
      registerFloorRoutes(routes, context)
      registerActivityRoutes(routes, context)
      registerFreezeRoutes(routes, context, null)
      registerAuditLogRoute(routes, context, { updateServer: null, keptDays: auditLogDays })
    })
    await registerDashboard(scope, dashboard, options.keptBuilds ?? null)
  })
  return app
}

const registerApi = (scope: FastifyInstance, register: () => void) =>
  registerReads(scope, () => refuseOtherMethods(scope, register))

/** Signs people in and out, and says who they are. */
function registerSignIn(routes: Routes, context: Context, sessions: SessionService): void {
  registerSessionRoute(routes, sessions)
  registerSignInRoutes(routes, context, sessions)
  registerSignOutRoute(routes, sessions)
  registerSignInCheckRoute(routes, context.clock, sessions)
}

/** People sign in here where the update server asks for it, and act there with their own tokens. */
function registerUpstreamSignIn(
  scope: FastifyInstance,
  upstream: Upstream,
  context: Context,
  options: UpstreamSignInOptions,
): void {
  const sessions = createUpstreamSessionService(upstream, context, options)
  attachSessions(scope, sessions)
  const routes = scope.withTypeProvider<ZodTypeProvider>()
  refuseOtherMethods(scope, () => {
    registerSignIn(routes, context, sessions)
    registerGithubSignInRoutes(routes, upstream, options.publicUrls)
  })
}

/**
 * The dashboard in front of another update server. The database holds the audit log and freezes only.
 * @param updateServer URL without a slash at its end
 */
export async function createProxyApp(
  updateServer: string,
  context: Context,
  { auditLogDays = DEFAULT_AUDIT_LOG_DAYS, upstreamSignIn = null, ...options }: AppOptions = {},
): Promise<FastifyInstance> {
  const app = createBaseApp(options, createProxyTrust(options.trustedProxies ?? []))
  const upstream = connectUpstream(updateServer, context.clock)
  app.addHook('onClose', async () => upstream.client.stop())
  await registerUnguardedProxy(app, updateServer)
  await registerGuarded(app, options, async (scope, dashboard) => {
    const identifyUnsigned = createActorIdentifier(options.trustedProxies ?? [])
    if (upstreamSignIn) {
      const { publicUrls = [] } = options
      registerUpstreamSignIn(scope, upstream, context, { ...upstreamSignIn, publicUrls })
    }
    installAuditContext(scope, (request) => request.caller?.name || identifyUnsigned(request))
    registerApi(scope, () => {
      registerProxyStatusRoute(scope, updateServer)
      registerGatheredFleetRoute(scope, upstream, context)
    })
    await scope.register(async (restricted) => {
      requireUpstreamAccess(restricted, upstream, context.clock)
      const routes = restricted.withTypeProvider<ZodTypeProvider>()
      registerApi(restricted, () => {
        registerFreezeRoutes(routes, context, updateServer)
        registerPackageCheckRoute(routes, options.fileChecks ?? PUBLIC_FILES_ONLY)
        registerAuditLogRoute(routes, context, { updateServer, keptDays: auditLogDays })
      })
    })
    await registerUpstreamProxy(scope, upstream, context)
    await registerDashboard(scope, dashboard, options.keptBuilds ?? null)
  })
  return app
}
