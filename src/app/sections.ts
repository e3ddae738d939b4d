import { isRouteName, type RouteName, routes } from '#src/routes/routes.ts'

/** The main pages, which the header lists, and the other pages that belong to each; the rest belong to the fleet. */
const SECTIONS: readonly { main: RouteName; others: readonly RouteName[] }[] = [
  { main: 'fleet', others: [] },
  { main: 'nodes', others: [] },
  { main: 'versions', others: ['timelines'] },
  { main: 'activity', others: [] },
  { main: 'auditLog', others: [] },
]

export interface Section {
  title: string
  url: string
  /** "page" on the section's main page, "true" on one that belongs to it. */
  current: 'page' | 'true' | undefined
}

/** The sections of the dashboard, and which of them the route is in; none for a URL without a page. */
export function sectionsAt(route: string | undefined): Section[] {
  const current =
    route !== undefined && isRouteName(route)
      ? (SECTIONS.find(({ main, others }) => main === route || others.includes(route)) ?? SECTIONS[0])
      : undefined
  return SECTIONS.map((section) => ({
    title: routes[section.main].title,
    url: routes[section.main].url(),
    current: section !== current ? undefined : section.main === route ? 'page' : 'true',
  }))
}
