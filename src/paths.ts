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
  /** Every write through our server. */
  journal: (params = new URLSearchParams()) => withQuery('/journal', params),
  group: (applicationId: string, groupId: string) =>
    `/applications/${part(applicationId)}/groups/${part(groupId)}`,
  editPolicy: (applicationId: string, groupId: string) => `${paths.group(applicationId, groupId)}/edit`,
  instance: (applicationId: string, groupId: string, instanceId: string) =>
    `${paths.group(applicationId, groupId)}/nodes/${part(instanceId)}`,
} as const

/** The same URLs as the router matches them. */
export const routePatterns = {
  fleet: '/',
  nodes: '/nodes',
  versions: '/versions',
  timelines: '/timelines',
  journal: '/journal',
  group: '/applications/:applicationId/groups/:groupId',
  editPolicy: '/applications/:applicationId/groups/:groupId/edit',
  instance: '/applications/:applicationId/groups/:groupId/nodes/:instanceId',
} as const

const part = encodeURIComponent
const withQuery = (path: string, params: URLSearchParams) => (params.size === 0 ? path : `${path}?${params}`)
