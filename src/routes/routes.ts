import { hasDotSegment } from '#contract/dot-segments.ts'
import { PAGE_PATHS } from '#contract/page-paths.ts'
import { defineRoute } from './define-route.ts'

const nodes = defineRoute(PAGE_PATHS.nodes, { title: 'Nodes', crumb: null })
const applications = defineRoute(PAGE_PATHS.applications, { title: 'Applications' })
const node = defineRoute(PAGE_PATHS.node, { title: 'Node', crumb: null })

/** Every page of the dashboard. `src/app/router.tsx` attaches a component to each. */
export const routes = {
  fleet: defineRoute(PAGE_PATHS.fleet, { title: 'Fleet', crumb: null }),
  nodes,
  versions: defineRoute(PAGE_PATHS.versions, { title: 'Versions', crumb: null }),
  timelines: defineRoute(PAGE_PATHS.timelines, { title: 'Over time', crumb: null }),
  activity: defineRoute(PAGE_PATHS.activity, { title: 'Activity', crumb: null }),
  freeze: defineRoute(PAGE_PATHS.freeze, { title: 'Freeze and thaw' }),
  auditLog: defineRoute(PAGE_PATHS.auditLog, { title: 'Audit log', crumb: null }),
  refusedCheckIns: defineRoute(PAGE_PATHS.refusedCheckIns, { title: 'Refused check-ins' }),
  applications,
  newApplication: defineRoute(PAGE_PATHS.newApplication, {
    title: 'Add an application',
    below: applications,
  }),
  application: defineRoute(PAGE_PATHS.application, { title: 'Application', crumb: null }),
  editApplication: defineRoute(PAGE_PATHS.editApplication, { title: 'Edit the application', crumb: 'Edit' }),
  newGroup: defineRoute(PAGE_PATHS.newGroup, { title: 'Add a group' }),
  group: defineRoute(PAGE_PATHS.group, { title: 'Group', crumb: null }),
  rollout: defineRoute(PAGE_PATHS.rollout, { title: 'Rollout', crumb: null }),
  groupNodes: defineRoute(PAGE_PATHS.groupNodes, { title: 'Nodes of a group', crumb: null }),
  editPolicy: defineRoute(PAGE_PATHS.editPolicy, { title: 'Policy', crumb: null }),
  groupHistory: defineRoute(PAGE_PATHS.groupHistory, { title: 'History of a group', crumb: null }),
  joinGroup: defineRoute(PAGE_PATHS.joinGroup, { title: 'Join a group', crumb: null }),
  node: {
    ...node,
    /** A node whose ID no URL can name, such as “..” of a Nebraska, has no page: the list of nodes shows it. */
    url: (...[ids, search]: Parameters<typeof node.url>) =>
      hasDotSegment(ids.instanceId)
        ? nodes.url(new URLSearchParams({ search: ids.instanceId, in: 'id' }))
        : node.url(ids, search),
  },
  channels: defineRoute(PAGE_PATHS.channels, { title: 'Channels' }),
  newChannel: defineRoute(PAGE_PATHS.newChannel, { title: 'Add a channel' }),
  channel: defineRoute(PAGE_PATHS.channel, { title: 'Channel', crumb: null }),
  channelPackage: defineRoute(PAGE_PATHS.channelPackage, {
    title: 'Set the channel’s package',
    crumb: 'Package',
  }),
  packages: defineRoute(PAGE_PATHS.packages, { title: 'Packages' }),
  newPackage: defineRoute(PAGE_PATHS.newPackage, { title: 'Add a package' }),
  package: defineRoute(PAGE_PATHS.package, { title: 'Package' }),
}

/** Query parameter of the pages that add something: the id of what is cloned. */
export const CLONE = 'clone'

export type RouteName = keyof typeof routes

export const isRouteName = (name: string): name is RouteName => Object.hasOwn(routes, name)

export const ROUTE_NAMES: readonly RouteName[] = Object.keys(routes).filter(isRouteName)
