import type { Application } from '#contract/application.ts'
import { findApplication } from '#src/domain/find-application.ts'
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
}

const UNNAMED = '…'
const BELOW = { edit: 'Edit policy', rollout: 'Rollout' } as const

/** From the fleet down to the page; names are "…" until the applications are known. */
export function crumbsOf(
  { applicationId, groupId, instanceId }: CrumbParams,
  applications: readonly Application[] | undefined,
  /** The page below the group's that has no noun of its own. */
  below: 'edit' | 'rollout' | null,
): Crumb[] {
  if (applicationId === undefined || groupId === undefined) return []
  const application = findApplication(applications, applicationId)
  const group = application?.groups?.find(({ id }) => id === groupId)
  const crumbs: Omit<Crumb, 'current'>[] = [
    { key: 'fleet', text: 'Fleet', to: paths.fleet() },
    { key: 'application', text: application?.name ?? UNNAMED },
    { key: 'group', text: group?.name ?? UNNAMED, to: paths.group(applicationId, groupId) },
  ]
  if (below !== null) crumbs.push({ key: below, text: BELOW[below] })
  if (instanceId !== undefined) crumbs.push({ key: 'instance', text: instanceId })
  return crumbs.map((crumb, index) => ({ ...crumb, current: index === crumbs.length - 1 }))
}
