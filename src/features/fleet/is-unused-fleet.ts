import type { Application } from '#contract/application.ts'
import type { FleetRow } from './fleet-row.ts'

/** Whether no node was seen in the last 30 days; undefined while any group's numbers are unknown. */
export function isUnusedFleet(
  applications: readonly Pick<Application, 'groups'>[] | undefined,
  rows: readonly Pick<FleetRow, 'lastDay' | 'silent'>[],
): boolean | undefined {
  const groups = applications?.reduce((sum, { groups }) => sum + (groups?.length ?? 0), 0)
  const isKnown =
    rows.length === groups &&
    rows.every(({ lastDay, silent }) => lastDay !== undefined && silent !== undefined)
  return isKnown ? rows.every(({ lastDay, silent }) => lastDay?.total === 0 && silent === 0) : undefined
}
