/** The parameter that makes the fleet a wallboard. */
export const WALL = 'wall'

/** Every URL of the dashboard; a query string is the page's own. */
export const paths = {
  fleet: () => '/',
  /** The fleet for a screen on the wall. */
  wall: () => `/?${WALL}`,
  /** Nodes of all groups; the query string as `nodeFilterParams` gives it. */
  nodes: (params = new URLSearchParams()) => withQuery('/nodes', params),
  /** Versions over the whole fleet. */
  versions: (params = new URLSearchParams()) => withQuery('/versions', params),
  /** Versions and statuses over time, several groups side by side. */
  timelines: (params = new URLSearchParams()) => withQuery('/timelines', params),
  /** Pauses the whole fleet or a part of it, and brings it back. */
  freeze: () => '/freeze',
  /** Every write through our server. */
  auditLog: (params = new URLSearchParams()) => withQuery('/audit-log', params),
  group: (applicationId: string, groupId: string) =>
    `/applications/${part(applicationId)}/groups/${part(groupId)}`,
  /** How far the rollout of a group's target is. */
  rollout: (applicationId: string, groupId: string) => `${paths.group(applicationId, groupId)}/rollout`,
  editPolicy: (applicationId: string, groupId: string) => `${paths.group(applicationId, groupId)}/edit`,
  instance: (applicationId: string, groupId: string, instanceId: string) =>
    `${paths.group(applicationId, groupId)}/nodes/${part(instanceId)}`,
  /** An application's channels as a ladder. */
  promote: (applicationId: string) => `/applications/${part(applicationId)}/promote`,
  /** Points a channel at a package; the query string as `promotionParams` gives it. */
  pointChannel: (applicationId: string, channelId: string, params = new URLSearchParams()) =>
    withQuery(`/applications/${part(applicationId)}/channels/${part(channelId)}/package`, params),
  newChannel: (applicationId: string) => `/applications/${part(applicationId)}/channels/new`,
  packages: (applicationId: string) => `/applications/${part(applicationId)}/packages`,
  newPackage: (applicationId: string) => `/applications/${part(applicationId)}/packages/new`,
} as const

/** The same URLs as the router matches them. */
export const routePatterns = {
  fleet: '/',
  nodes: '/nodes',
  versions: '/versions',
  timelines: '/timelines',
  freeze: '/freeze',
  auditLog: '/audit-log',
  group: '/applications/:applicationId/groups/:groupId',
  rollout: '/applications/:applicationId/groups/:groupId/rollout',
  editPolicy: '/applications/:applicationId/groups/:groupId/edit',
  instance: '/applications/:applicationId/groups/:groupId/nodes/:instanceId',
  promote: '/applications/:applicationId/promote',
  pointChannel: '/applications/:applicationId/channels/:channelId/package',
  newChannel: '/applications/:applicationId/channels/new',
  packages: '/applications/:applicationId/packages',
  newPackage: '/applications/:applicationId/packages/new',
} as const

const part = encodeURIComponent
const withQuery = (path: string, params: URLSearchParams) => (params.size === 0 ? path : `${path}?${params}`)
