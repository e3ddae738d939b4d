import { matchRoutes } from 'react-router'
import { describe, expect, test } from 'vitest'
import { applicationFixture, channelAt } from '#src/domain/testing/catalogue-fixture.ts'
import { id } from '#src/domain/testing/fixture-ids.ts'
import { breadcrumbTrail } from './breadcrumb-trail.ts'
import { isRouteName, ROUTE_NAMES, type RouteName, routes } from '#src/routes/routes.ts'

const kiosk = 'io.example.Kiosk'
const group = { applicationId: kiosk, groupId: 'g' }
const instanceId = 'rack 1/node ü'
const kioskOs = applicationFixture({ product_id: kiosk, name: 'Kiosk OS' })

/** Each page's URL, and what the page at that URL is called. */
const PAGES: Record<RouteName, { url: string; at: string; title: string; trail: string }> = {
  fleet: { url: routes.fleet.url(), at: '/', title: 'Fleet', trail: '' },
  nodes: { url: routes.nodes.url(), at: '/nodes', title: 'Nodes', trail: '' },
  versions: { url: routes.versions.url(), at: '/versions', title: 'Versions', trail: '' },
  activity: { url: routes.activity.url(), at: '/activity', title: 'Activity', trail: '' },
  timelines: { url: routes.timelines.url(), at: '/timelines', title: 'Over time', trail: '' },
  freeze: {
    url: routes.freeze.url(),
    at: '/freeze',
    title: 'Freeze and thaw',
    trail: 'Fleet / Freeze and thaw',
  },
  auditLog: { url: routes.auditLog.url(), at: '/audit-log', title: 'Audit log', trail: '' },
  refusedCheckIns: {
    url: routes.refusedCheckIns.url(),
    at: '/refused-check-ins',
    title: 'Refused check-ins',
    trail: 'Fleet / Refused check-ins',
  },
  applications: {
    url: routes.applications.url(),
    at: '/applications',
    title: 'Applications',
    trail: 'Fleet / Applications',
  },
  newApplication: {
    url: routes.newApplication.url(),
    at: '/applications/new',
    title: 'Add an application',
    trail: 'Fleet / Applications / Add an application',
  },
  application: {
    url: routes.application.url(group),
    at: '/applications/io.example.Kiosk',
    title: 'Application',
    trail: 'Fleet / …',
  },
  editApplication: {
    url: routes.editApplication.url(group),
    at: '/applications/io.example.Kiosk/edit',
    title: 'Edit the application',
    trail: 'Fleet / … / Edit',
  },
  newGroup: {
    url: routes.newGroup.url(group),
    at: '/applications/io.example.Kiosk/groups/new',
    title: 'Add a group',
    trail: 'Fleet / … / Add a group',
  },
  group: {
    url: routes.group.url(group),
    at: '/applications/io.example.Kiosk/groups/g',
    title: 'Group',
    trail: 'Fleet / … / …',
  },
  rollout: {
    url: routes.rollout.url(group),
    at: '/applications/io.example.Kiosk/groups/g/rollout',
    title: 'Rollout',
    trail: 'Fleet / … / …',
  },
  groupNodes: {
    url: routes.groupNodes.url(group),
    at: '/applications/io.example.Kiosk/groups/g/nodes',
    title: 'Nodes of a group',
    trail: 'Fleet / … / …',
  },
  groupHistory: {
    url: routes.groupHistory.url(group),
    at: '/applications/io.example.Kiosk/groups/g/history',
    title: 'History of a group',
    trail: 'Fleet / … / …',
  },
  joinGroup: {
    url: routes.joinGroup.url(group),
    at: '/applications/io.example.Kiosk/groups/g/join',
    title: 'Join a group',
    trail: 'Fleet / … / …',
  },
  editPolicy: {
    url: routes.editPolicy.url(group),
    at: '/applications/io.example.Kiosk/groups/g/edit',
    title: 'Policy',
    trail: 'Fleet / … / …',
  },
  node: {
    url: routes.node.url({ ...group, instanceId }),
    at: '/applications/io.example.Kiosk/groups/g/nodes/rack%201%2Fnode%20%C3%BC',
    title: 'Node',
    trail: 'Fleet / … / … / rack 1/node ü',
  },
  channels: {
    url: routes.channels.url(group),
    at: '/applications/io.example.Kiosk/promote',
    title: 'Channels',
    trail: 'Fleet / … / Channels',
  },
  newChannel: {
    url: routes.newChannel.url(group),
    at: '/applications/io.example.Kiosk/channels/new',
    title: 'Add a channel',
    trail: 'Fleet / … / Add a channel',
  },
  channel: {
    url: routes.channel.url({ applicationId: kiosk, channelId: 'c' }),
    at: '/applications/io.example.Kiosk/channels/c',
    title: 'Channel',
    trail: 'Fleet / … / …',
  },
  channelPackage: {
    url: routes.channelPackage.url({ applicationId: kiosk, channelId: 'c' }),
    at: '/applications/io.example.Kiosk/channels/c/package',
    title: 'Set the channel’s package',
    trail: 'Fleet / … / … / Package',
  },
  packages: {
    url: routes.packages.url(group),
    at: '/applications/io.example.Kiosk/packages',
    title: 'Packages',
    trail: 'Fleet / … / Packages',
  },
  newPackage: {
    url: routes.newPackage.url(group),
    at: '/applications/io.example.Kiosk/packages/new',
    title: 'Add a package',
    trail: 'Fleet / … / Add a package',
  },
  package: {
    url: routes.package.url({ applicationId: kiosk, packageId: 'p' }),
    at: '/applications/io.example.Kiosk/packages/p',
    title: 'Package',
    trail: 'Fleet / … / Package',
  },
}

const routeObjects = ROUTE_NAMES.map((id) => ({ id, path: routes[id].pattern }))

function pageAt(url: string) {
  const match = matchRoutes(routeObjects, url)?.at(-1)
  if (match === undefined || !isRouteName(match.route.id)) throw new Error(`No page at ${url}`)
  const { title } = routes[match.route.id]
  const trail = breadcrumbTrail(match.params, routes[match.route.id], [])
  return { name: match.route.id, title, trail: trail.map(({ text }) => text).join(' / ') }
}

describe('every URL', () => {
  test.each(ROUTE_NAMES)('of %s leads to its page, with its title and breadcrumbs', (name) => {
    const { url, at, title, trail } = PAGES[name]
    expect(url).toBe(at)
    expect(pageAt(url)).toEqual({ name, title, trail })
  })
})

describe('breadcrumbs', () => {
  test('name the arch of a channel whose name another one has too', () => {
    const channels = [channelAt(1, 'stable', null), channelAt(2, 'stable', null, { arch: 2 })]
    const application = { ...kioskOs, channels }
    const trail = breadcrumbTrail({ applicationId: kioskOs.id, channelId: id(2) }, routes.channel, [
      application,
    ])
    expect(trail.at(-1)?.text).toBe('stable (arm64)')
  })

  const params = { ...group, instanceId }
  test('link to the fleet, the application and the group', () => {
    expect(breadcrumbTrail(params, routes.node, undefined).map(({ key, to }) => [key, to])).toEqual([
      ['fleet', '/'],
      ['application', '/applications/io.example.Kiosk'],
      ['group', '/applications/io.example.Kiosk/groups/g'],
      ['node', undefined],
    ])
  })
})
