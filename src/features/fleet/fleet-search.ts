import { groupStateName } from '#src/domain/group-state.ts'
import type { FleetRow } from './fleet-row.ts'
import { formatSort, parseSort, type Sort } from '#src/lib/sort.ts'

/** Columns that the fleet can be sorted by, as the URL names them. */
export const FLEET_COLUMNS = [
  'application',
  'group',
  'channel',
  'nodes',
  'on-target',
  'in-progress',
  'on-hold',
  'errors',
  'state',
] as const
export type FleetColumn = (typeof FLEET_COLUMNS)[number]

export interface FleetSearch {
  /** Words that a group must have, all of them. */
  filter: string
  /** Null for the order of names. */
  sort: Sort<FleetColumn> | null
}

export function parseFleetSearch(params: URLSearchParams): FleetSearch {
  return { filter: params.get('filter') ?? '', sort: parseSort(params.get('sort'), FLEET_COLUMNS) }
}

/** The same for the URL; what is as usual is left out. */
export function fleetSearchParams({ filter, sort }: FleetSearch): URLSearchParams {
  const params = new URLSearchParams()
  if (filter !== '') params.set('filter', filter)
  if (sort) params.set('sort', formatSort(sort))
  return params
}

/** The rows in which every word occurs: in a name, a channel, a track, a version or the state. */
export function filterFleet(rows: readonly FleetRow[], filter: string): readonly FleetRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const text = searchText(row)
    return words.every((word) => text.includes(word))
  })
}

function searchText({ application, group, target, versions, state }: FleetRow): string {
  const parts = [
    application.name,
    group.name,
    group.track,
    group.channel?.name,
    target,
    groupStateName(state).label,
    ...(versions ?? []).map(({ version }) => version),
  ]
  return parts.join('\n').toLowerCase()
}
