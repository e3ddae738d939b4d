import type { Application } from '#contract/application.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'
import type { Route } from '#src/routes/define-route.ts'
import { routes } from '#src/routes/routes.ts'

export interface Breadcrumb {
  key: 'fleet' | 'above' | 'application' | 'group' | 'channel' | 'node' | 'page'
  text: string
  /** Undefined where no page shows it. */
  to?: string
}

/** The ids in a URL, by the names that the patterns of `src/routes/routes.ts` give them. */
interface UrlIds {
  applicationId?: string | undefined
  groupId?: string | undefined
  channelId?: string | undefined
  instanceId?: string | undefined
}

const UNKNOWN_NAME = '…'

/**
 * The way from the fleet to a page: one breadcrumb for each id in its URL, then the page's own. The last one is the
 * page itself. Names are "…" until the applications are loaded; the main pages and their views have no breadcrumbs.
 */
export function breadcrumbTrail(
  ids: UrlIds,
  { crumb, below }: Pick<Route, 'crumb' | 'below'>,
  applications: readonly Application[] | undefined,
): Breadcrumb[] {
  const trail = [
    ...(below === null ? [] : [{ key: 'above' as const, text: below.title, to: below.url() }]),
    ...idCrumbs(ids, applications),
    ...(crumb === null ? [] : [{ key: 'page' as const, text: crumb }]),
  ]
  return trail.length === 0
    ? []
    : [{ key: 'fleet', text: routes.fleet.title, to: routes.fleet.url() }, ...trail]
}

/** One for each id in the URL. */
function idCrumbs(
  { applicationId, groupId, channelId, instanceId }: UrlIds,
  applications: readonly Application[] | undefined,
): Breadcrumb[] {
  if (applicationId === undefined) return []
  const application = findApplication(applications, applicationId)
  const trail: Breadcrumb[] = [
    {
      key: 'application',
      text: application?.name ?? UNKNOWN_NAME,
      to: routes.application.url({ applicationId }),
    },
  ]
  if (groupId !== undefined) {
    const to = routes.group.url({ applicationId, groupId })
    const name = application?.groups?.find(({ id }) => id === groupId)?.name
    trail.push({ key: 'group', text: name ?? UNKNOWN_NAME, to })
  }
  if (channelId !== undefined) {
    const to = routes.channel.url({ applicationId, channelId })
    const channels = application?.channels ?? []
    const channel = channels.find(({ id }) => id === channelId)
    trail.push({ key: 'channel', text: channel ? channelTitle(channel, channels) : UNKNOWN_NAME, to })
  }
  if (instanceId !== undefined) trail.push({ key: 'node', text: instanceId })
  return trail
}
