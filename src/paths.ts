/** Every URL of the dashboard; a query string is the page's own. */
export const paths = {
  fleet: () => '/',
  group: (applicationId: string, groupId: string) =>
    `/applications/${part(applicationId)}/groups/${part(groupId)}`,
  editPolicy: (applicationId: string, groupId: string) => `${paths.group(applicationId, groupId)}/edit`,
  instance: (applicationId: string, groupId: string, instanceId: string) =>
    `${paths.group(applicationId, groupId)}/nodes/${part(instanceId)}`,
} as const

/** The same URLs as the router matches them. */
export const routePatterns = {
  fleet: '/',
  group: '/applications/:applicationId/groups/:groupId',
  editPolicy: '/applications/:applicationId/groups/:groupId/edit',
  instance: '/applications/:applicationId/groups/:groupId/nodes/:instanceId',
} as const

const part = encodeURIComponent
