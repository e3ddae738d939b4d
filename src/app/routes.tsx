import { createBrowserRouter, type RouteObject } from 'react-router'
import { FleetRoute } from '#src/app/FleetRoute.tsx'
import { NotFoundPage } from '#src/app/NotFoundPage.tsx'
import { PageError, ShellError } from '#src/app/RouteError.tsx'
import { ServerGate } from '#src/app/ServerGate.tsx'
import { Shell } from '#src/app/Shell.tsx'
import { routePatterns } from '#src/paths.ts'

// The first page comes with the shell, every other one when somebody goes there.
const pages: RouteObject[] = [
  { path: routePatterns.fleet, Component: FleetRoute },
  {
    path: routePatterns.nodes,
    lazy: async () => ({ Component: (await import('#src/pages/NodesPage.tsx')).NodesPage }),
  },
  {
    path: routePatterns.group,
    lazy: async () => ({ Component: (await import('#src/pages/GroupPage.tsx')).GroupPage }),
  },
  {
    path: routePatterns.rollout,
    lazy: async () => ({ Component: (await import('#src/pages/RolloutPage.tsx')).RolloutPage }),
  },
  {
    path: routePatterns.instance,
    lazy: async () => ({ Component: (await import('#src/pages/NodePage.tsx')).NodePage }),
  },
  {
    path: routePatterns.editPolicy,
    lazy: async () => ({ Component: (await import('#src/pages/EditPolicyPage.tsx')).EditPolicyPage }),
  },
  {
    path: routePatterns.versions,
    lazy: async () => ({ Component: (await import('#src/pages/VersionsPage.tsx')).VersionsPage }),
  },
  {
    path: routePatterns.timelines,
    lazy: async () => ({ Component: (await import('#src/pages/TimelinesPage.tsx')).TimelinesPage }),
  },
  {
    path: routePatterns.promote,
    lazy: async () => ({ Component: (await import('#src/pages/PipelinePage.tsx')).PipelinePage }),
  },
  {
    path: routePatterns.pointChannel,
    lazy: async () => ({ Component: (await import('#src/pages/PromotionPage.tsx')).PromotionPage }),
  },
  {
    path: routePatterns.freeze,
    lazy: async () => ({ Component: (await import('#src/pages/FreezePage.tsx')).FreezePage }),
  },
  {
    path: routePatterns.packages,
    lazy: async () => ({ Component: (await import('#src/pages/PackagesPage.tsx')).PackagesPage }),
  },
  {
    path: routePatterns.newPackage,
    lazy: async () => ({ Component: (await import('#src/pages/NewPackagePage.tsx')).NewPackagePage }),
  },
  {
    path: routePatterns.newChannel,
    lazy: async () => ({ Component: (await import('#src/pages/NewChannelPage.tsx')).NewChannelPage }),
  },
  {
    path: routePatterns.auditLog,
    lazy: async () => ({ Component: (await import('#src/pages/AuditLogPage.tsx')).AuditLogPage }),
  },
  { path: '*', Component: NotFoundPage },
]

const routes: RouteObject[] = [
  {
    element: (
      <ServerGate>
        <Shell />
      </ServerGate>
    ),
    ErrorBoundary: ShellError,
    HydrateFallback: () => null,
    // A page that breaks leaves the shell standing.
    children: pages.map((page) => ({ ...page, ErrorBoundary: PageError })),
  },
]

export const createRouter = () => createBrowserRouter(routes)
