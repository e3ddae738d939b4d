import type { Application } from '#contract/application.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'
import { routes } from '#src/routes/routes.ts'

export interface Breadcrumb {
  key: 'fleet' | 'application' | 'group' | 'channel' | 'node' | 'page'
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
 * page itself. Names are "…" until the applications are loaded; a page outside an application has no breadcrumbs.
 */
export function breadcrumbTrail(
  { applicationId, groupId, channelId, instanceId }: UrlIds,
  pageCrumb: string | null,
  applications: readonly Application[] | undefined,
): Breadcrumb[] {
  if (applicationId === undefined) return []
  const application = findApplication(applications, applicationId)
  const trail: Breadcrumb[] = [
    { key: 'fleet', text: routes.fleet.title, to: routes.fleet.url() },
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
  if (pageCrumb !== null) trail.push({ key: 'page', text: pageCrumb })
  return trail
}
