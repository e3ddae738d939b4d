import { defineRoute } from './define-route.ts'

/** Every page of the dashboard. `src/app/router.tsx` attaches a component to each. */
export const routes = {
  fleet: defineRoute('/', { title: 'Fleet' }),
  nodes: defineRoute('/nodes', { title: 'Nodes' }),
  versions: defineRoute('/versions', { title: 'Versions' }),
  timelines: defineRoute('/timelines', { title: 'Over time' }),
  freeze: defineRoute('/freeze', { title: 'Freeze and thaw' }),
  auditLog: defineRoute('/audit-log', { title: 'Audit log' }),
  group: defineRoute('/applications/:applicationId/groups/:groupId', { title: 'Group', crumb: null }),
  rollout: defineRoute('/applications/:applicationId/groups/:groupId/rollout', { title: 'Rollout' }),
  editPolicy: defineRoute('/applications/:applicationId/groups/:groupId/edit', { title: 'Edit policy' }),
  node: defineRoute('/applications/:applicationId/groups/:groupId/nodes/:instanceId', {
    title: 'Node',
    crumb: null,
  }),
  channels: defineRoute('/applications/:applicationId/promote', { title: 'Channels' }),
  newChannel: defineRoute('/applications/:applicationId/channels/new', { title: 'Add a channel' }),
  channelPackage: defineRoute('/applications/:applicationId/channels/:channelId/package', {
    title: 'Set the channel’s package',
    crumb: 'Package',
  }),
  packages: defineRoute('/applications/:applicationId/packages', { title: 'Packages' }),
  newPackage: defineRoute('/applications/:applicationId/packages/new', { title: 'Add a package' }),
}

export type RouteName = keyof typeof routes

export const isRouteName = (name: string): name is RouteName => Object.hasOwn(routes, name)

export const ROUTE_NAMES: readonly RouteName[] = Object.keys(routes).filter(isRouteName)
