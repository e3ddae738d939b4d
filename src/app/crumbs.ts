import type { Application } from '#contract/application.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'
import { paths } from '#src/paths.ts'

export interface Crumb {
  key: string
  text: string
  /** Undefined where there is no page to go to. */
  to?: string
  current: boolean
}

interface CrumbParams {
  applicationId?: string | undefined
  groupId?: string | undefined
  instanceId?: string | undefined
  channelId?: string | undefined
}

const UNNAMED = '…'

/** From the fleet down to the page; names are "…" until the applications are known. */
export function crumbsOf(
  { applicationId, groupId, instanceId, channelId }: CrumbParams,
  applications: readonly Application[] | undefined,
  /** What the page itself is called, where it is neither a group nor a node. */
  page: string | null,
): Crumb[] {
  if (applicationId === undefined) return []
  const application = findApplication(applications, applicationId)
  const crumbs: Omit<Crumb, 'current'>[] = [
    { key: 'fleet', text: 'Fleet', to: paths.fleet() },
    { key: 'application', text: application?.name ?? UNNAMED, to: paths.promote(applicationId) },
  ]
  if (groupId !== undefined) crumbs.push(groupCrumb(application, applicationId, groupId))
  if (channelId !== undefined) {
    const channel = application?.channels?.find(({ id }) => id === channelId)
    crumbs.push({ key: 'channel', text: channel?.name ?? UNNAMED })
  }
  if (page !== null) crumbs.push({ key: 'page', text: page })
  if (instanceId !== undefined) crumbs.push({ key: 'instance', text: instanceId })
  return crumbs.map((crumb, index) => ({ ...crumb, current: index === crumbs.length - 1 }))
}

function groupCrumb(
  application: Application | undefined,
  applicationId: string,
  groupId: string,
): Omit<Crumb, 'current'> {
  const group = application?.groups?.find(({ id }) => id === groupId)
  return { key: 'group', text: group?.name ?? UNNAMED, to: paths.group(applicationId, groupId) }
}
