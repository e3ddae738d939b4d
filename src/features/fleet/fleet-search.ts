import { ARCH_NAMES } from '#contract/arch.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import {
  GROUP_STATES,
  groupStateLabel,
  groupStateName,
  isRollingOut,
} from '#src/domain/rollout/group-state.ts'
import { oneOf } from '#src/lib/one-of.ts'
import { formatSort, parseSort, type Sort } from '#src/lib/sort.ts'
import { FLEET_SECTIONS, fleetSection, type FleetRow, type FleetSection } from './fleet-row.ts'

/** The sortable columns, as the URL names them. */
export const FLEET_COLUMNS = [
  'group',
  'state',
  'channel',
  'nodes',
  'silent',
  'on-target',
  'in-progress',
  'on-hold',
  'errors',
] as const
export type FleetColumn = (typeof FLEET_COLUMNS)[number]

/** Groups of the section “Needs attention”, in whatever state. */
const ATTENTION = 'attention'
/** Values of the state filter, as the URL names them. */
export const STATE_FILTERS = [ATTENTION, ...GROUP_STATES] as const
export type StateFilter = (typeof STATE_FILTERS)[number]
export const ARCH_FILTERS = Object.values(ARCH_NAMES)

export interface FleetSearch {
  /** Words that must all occur in a group's row. */
  filter: string
  /** Application id; empty for any. */
  application: string
  /** Arch of the group's channel; empty for any. */
  arch: (typeof ARCH_FILTERS)[number] | ''
  state: StateFilter | ''
  /** Null for the groups that need attention first. */
  sort: Sort<FleetColumn> | null
  /** One line per group. */
  compact: boolean
  /** Sections that show their heading only. */
  closed: readonly FleetSection[]
}

export const EMPTY_SEARCH: FleetSearch = {
  filter: '',
  application: '',
  arch: '',
  state: '',
  sort: null,
  compact: false,
  closed: [],
}

export function parseFleetSearch(params: URLSearchParams): FleetSearch {
  return {
    filter: params.get('filter') ?? '',
    application: params.get('application') ?? '',
    arch: oneOf(ARCH_FILTERS, params.get('arch')) ?? '',
    state: oneOf(STATE_FILTERS, params.get('state')) ?? '',
    sort: parseSort(params.get('sort'), FLEET_COLUMNS),
    compact: params.get('view') === 'compact',
    closed: FLEET_SECTIONS.filter((section) => params.getAll('closed').includes(section)),
  }
}

/** The inverse of {@link parseFleetSearch}; default values are left out. */
export function fleetSearchParams(search: FleetSearch): URLSearchParams {
  const { filter, application, arch, state, sort, compact, closed } = search
  const values = {
    filter,
    application,
    arch,
    state,
    sort: sort ? formatSort(sort) : '',
    view: compact ? 'compact' : '',
  }
  const params = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''))
  for (const section of closed) params.append('closed', section)
  return params
}

/** Whether the search filters groups out. */
export const isFiltered = ({ filter, application, arch, state }: FleetSearch): boolean =>
  [filter.trim(), application, arch, state].some((value) => value !== '')

/** The matching rows. Each word of the filter must occur in a name, the channel, the track, a version or the state. */
export function filterFleet(rows: readonly FleetRow[], search: FleetSearch): readonly FleetRow[] {
  if (!isFiltered(search)) return rows
  const words = search.filter.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(
    (row) =>
      (search.application === '' || row.application.id === search.application) &&
      (search.arch === '' || (row.group.channel && archName(row.group.channel.arch) === search.arch)) &&
      isInState(row, search.state) &&
      hasWords(row, words),
  )
}

function isInState(row: FleetRow, filter: StateFilter | ''): boolean {
  const { state } = row
  if (filter === '') return true
  if (filter === ATTENTION) return fleetSection(row) === ATTENTION
  // A frozen group is paused, and a group at its limit or outside office hours is rolling out.
  if (filter === 'paused') return state.kind === 'paused' || state.kind === 'frozen'
  return filter === 'rolling-out' ? isRollingOut(state) : state.kind === filter
}

function hasWords(row: FleetRow, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const text = searchText(row)
  return words.every((word) => text.includes(word))
}

function searchText({ application, group, target, versions, state }: FleetRow): string {
  const parts = [
    application.name,
    group.name,
    group.track,
    group.channel?.name,
    target,
    groupStateLabel(state),
    ...(versions ?? []).map(({ version }) => version),
  ]
  return parts.join('\n').toLowerCase()
}

/** The filter's label in the select. */
export const stateFilterLabel = (filter: StateFilter): string =>
  filter === ATTENTION ? 'Needs attention' : groupStateName({ kind: filter }).label
