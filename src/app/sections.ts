import { type RouteName, routes } from '#src/routes/routes.ts'

/** The main pages, which the header lists, and the other pages that belong to each. */
const SECTIONS: readonly { main: RouteName; others: readonly RouteName[] }[] = [
  {
    main: 'fleet',
    others: [
      'freeze',
      'group',
      'rollout',
      'groupNodes',
      'editPolicy',
      'groupHistory',
      'node',
      'channels',
      'newChannel',
      'channelPackage',
      'packages',
      'newPackage',
    ],
  },
  { main: 'nodes', others: [] },
  { main: 'versions', others: ['timelines'] },
  { main: 'auditLog', others: [] },
]

export interface Section {
  title: string
  url: string
  /** "page" on the section's main page, "true" on one that belongs to it. */
  current: 'page' | 'true' | undefined
}

/** The sections of the dashboard, and which of them the route is in. */
export const sectionsAt = (route: string | undefined): Section[] =>
  SECTIONS.map(({ main, others }) => ({
    title: routes[main].title,
    url: routes[main].url(),
    current: route === main ? 'page' : others.some((other) => other === route) ? 'true' : undefined,
  }))
