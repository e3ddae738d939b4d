import { createBrowserRouter, type RouteObject } from 'react-router'
import { BROWSER_SIGN_IN_PATHS, PAGE_PATHS } from '#contract/page-paths.ts'
import { FleetRoute } from './FleetRoute.tsx'
import { lazyPage } from './lazy-page.tsx'
import { PageError, ShellError } from './ErrorPages.tsx'
import { GROUP_LAYOUT } from './page-key.ts'
import { ServerGate } from './ServerGate.tsx'
import { Shell } from './Shell.tsx'
import { OPEN_PATH, pageBase } from '#src/lib/page-base.ts'
import { NotFound } from '#src/pages/NotFound.tsx'
import { ROUTE_NAMES, type RouteName, routes } from '#src/routes/routes.ts'

type Page = Pick<RouteObject, 'Component' | 'lazy'>

/** The views of a group, which share its heading. */
const GROUP_TABS = [
  'group',
  'rollout',
  'groupNodes',
  'editPolicy',
  'groupHistory',
  'joinGroup',
] as const satisfies RouteName[]

/** The component of every route. The fleet comes with the shell, any other page when it is first visited. */
const PAGES: Record<RouteName, Page> = {
  fleet: { Component: FleetRoute },
  nodes: lazyPage(async () => (await import('#src/pages/NodesPage.tsx')).NodesPage),
  versions: lazyPage(async () => (await import('#src/pages/VersionsPage.tsx')).VersionsPage),
  timelines: lazyPage(async () => (await import('#src/pages/TimelinesPage.tsx')).TimelinesPage),
  activity: lazyPage(async () => (await import('#src/pages/ActivityPage.tsx')).ActivityPage),
  freeze: lazyPage(async () => (await import('#src/pages/FreezePage.tsx')).FreezePage),
  auditLog: lazyPage(async () => (await import('#src/pages/AuditLogPage.tsx')).AuditLogPage),
  refusedCheckIns: lazyPage(
    async () => (await import('#src/pages/RefusedCheckInsPage.tsx')).RefusedCheckInsPage,
  ),
  applications: lazyPage(async () => (await import('#src/pages/ApplicationsPage.tsx')).ApplicationsPage),
  newApplication: lazyPage(
    async () => (await import('#src/pages/NewApplicationPage.tsx')).NewApplicationPage,
  ),
  application: lazyPage(async () => (await import('#src/pages/ApplicationPage.tsx')).ApplicationPage),
  editApplication: lazyPage(
    async () => (await import('#src/pages/EditApplicationPage.tsx')).EditApplicationPage,
  ),
  newGroup: lazyPage(async () => (await import('#src/pages/NewGroupPage.tsx')).NewGroupPage),
  group: lazyPage(async () => (await import('#src/pages/GroupOverviewPage.tsx')).GroupOverviewPage),
  rollout: lazyPage(async () => (await import('#src/pages/RolloutPage.tsx')).RolloutPage),
  groupNodes: lazyPage(async () => (await import('#src/pages/GroupNodesPage.tsx')).GroupNodesPage),
  groupHistory: lazyPage(async () => (await import('#src/pages/GroupHistoryPage.tsx')).GroupHistoryPage),
  joinGroup: lazyPage(async () => (await import('#src/pages/JoinGroupPage.tsx')).JoinGroupPage),
  editPolicy: lazyPage(async () => (await import('#src/pages/EditPolicyPage.tsx')).EditPolicyPage),
  node: lazyPage(async () => (await import('#src/pages/NodePage.tsx')).NodePage),
  channels: lazyPage(async () => (await import('#src/pages/PipelinePage.tsx')).PipelinePage),
  newChannel: lazyPage(async () => (await import('#src/pages/NewChannelPage.tsx')).NewChannelPage),
  channel: lazyPage(async () => (await import('#src/pages/ChannelPage.tsx')).ChannelPage),
  channelPackage: lazyPage(async () => (await import('#src/pages/PromotionPage.tsx')).PromotionPage),
  packages: lazyPage(async () => (await import('#src/pages/PackagesPage.tsx')).PackagesPage),
  newPackage: lazyPage(async () => (await import('#src/pages/NewPackagePage.tsx')).NewPackagePage),
  package: lazyPage(async () => (await import('#src/pages/PackagePage.tsx')).PackagePage),
}

const routeOf = (name: RouteName) => ({ id: name, path: routes[name].pattern, ...PAGES[name] })

const isGroupTab = (name: RouteName) => GROUP_TABS.some((tab) => tab === name)

const pages: RouteObject[] = [
  {
    id: GROUP_LAYOUT,
    path: routes.group.pattern,
    ...lazyPage(async () => (await import('#src/pages/GroupPage.tsx')).GroupPage),
    // A view that fails to render leaves the group's heading standing.
    children: GROUP_TABS.map((name) => ({ ...routeOf(name), ErrorBoundary: PageError })),
  },
  ...ROUTE_NAMES.filter((name) => !isGroupTab(name)).map(routeOf),
  { path: '*', element: <NotFound noun="Page" /> },
]

/** The provider returns to a path of its own, and the pages are below another there. */
function leaveCallbackPath(): void {
  const { pathname, search } = location
  if (pathname === BROWSER_SIGN_IN_PATHS.callback)
    history.replaceState(null, '', OPEN_PATH + pathname + search)
}

export function createRouter() {
  leaveCallbackPath()
  return createBrowserRouter(
    [
      {
        path: PAGE_PATHS.signIn,
        ...lazyPage(async () => (await import('./SignInPage.tsx')).FailedSignInPage),
        ErrorBoundary: ShellError,
      },
      {
        path: PAGE_PATHS.signInCheck,
        ...lazyPage(async () => (await import('./SignInCheckPage.tsx')).SignInCheckPage),
        ErrorBoundary: ShellError,
      },
      ...Object.values(BROWSER_SIGN_IN_PATHS).map((path) => ({
        path,
        ...lazyPage(async () => (await import('./BrowserSignInPage.tsx')).BrowserSignInPage),
        ErrorBoundary: ShellError,
      })),
      {
        element: (
          <ServerGate>
            <Shell />
          </ServerGate>
        ),
        ErrorBoundary: ShellError,
        HydrateFallback: () => null,
        // A page that fails to render leaves the shell standing.
        children: pages.map((page) => ({ ...page, ErrorBoundary: PageError })),
      },
    ],
    { basename: pageBase() || '/' },
  )
}
