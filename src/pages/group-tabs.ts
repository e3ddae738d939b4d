import type { GroupRef } from '#src/api/groups.ts'
import { type RouteName, routes } from '#src/routes/routes.ts'
import type { PageTab } from '#src/ui/PageTabs.tsx'

const TABS = [
  { name: 'group', title: 'Overview' },
  { name: 'rollout', title: 'Rollout' },
  { name: 'groupNodes', title: 'Nodes' },
  { name: 'editPolicy', title: 'Policy' },
  { name: 'groupHistory', title: 'History' },
  { name: 'joinGroup', title: 'Join' },
] as const satisfies { name: RouteName; title: string }[]

/** The views of a group. @param route the id of the route that is shown */
export const groupTabs = ({ applicationId, groupId }: GroupRef, route: string | undefined): PageTab[] =>
  TABS.map(({ name, title }) => ({
    title,
    to: routes[name].url({ applicationId, groupId }),
    isCurrent: name === route,
  }))
