/**
 * The paths of the dashboard's pages, as React Router matches them. The server needs them too: it answers any other path
 * with 404.
 */
export const PAGE_PATHS = {
  fleet: '/',
  nodes: '/nodes',
  versions: '/versions',
  timelines: '/timelines',
  activity: '/activity',
  freeze: '/freeze',
  auditLog: '/audit-log',
  refusedCheckIns: '/refused-check-ins',
  signIn: '/sign-in',
  signInCheck: '/sign-in/check',
  applications: '/applications',
  newApplication: '/applications/new',
  application: '/applications/:applicationId',
  editApplication: '/applications/:applicationId/edit',
  newGroup: '/applications/:applicationId/groups/new',
  group: '/applications/:applicationId/groups/:groupId',
  rollout: '/applications/:applicationId/groups/:groupId/rollout',
  groupNodes: '/applications/:applicationId/groups/:groupId/nodes',
  groupHistory: '/applications/:applicationId/groups/:groupId/history',
  joinGroup: '/applications/:applicationId/groups/:groupId/join',
  editPolicy: '/applications/:applicationId/groups/:groupId/edit',
  node: '/applications/:applicationId/groups/:groupId/nodes/:instanceId',
  channels: '/applications/:applicationId/promote',
  newChannel: '/applications/:applicationId/channels/new',
  channel: '/applications/:applicationId/channels/:channelId',
  channelPackage: '/applications/:applicationId/channels/:channelId/package',
  packages: '/applications/:applicationId/packages',
  newPackage: '/applications/:applicationId/packages/new',
  package: '/applications/:applicationId/packages/:packageId',
} as const

/**
 * The way to a sign-in provider and back where a Nebraska serves the dashboard, at which the browser itself signs people in.
 * Platte's own process has no such pages.
 */
export const BROWSER_SIGN_IN_PATHS = {
  start: '/auth/start',
  /** Where Nebraska’s own dashboard has it, so it is registered at providers already. */
  callback: '/auth/callback',
} as const

const PATTERNS = Object.values(PAGE_PATHS).map(
  (path) => new RegExp(`^${path.replace(/\/$/, '').replaceAll(/:\w+/g, '[^/]+')}/?$`, 'i'),
)

/** Whether a path, without query and with its ids encoded, is a page of the dashboard. Letter case makes no difference. */
export const isPagePath = (pathname: string): boolean => PATTERNS.some((pattern) => pattern.test(pathname))
