import { ARCH_NAMES } from '#contract/arch.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import {
  GROUP_STATES,
  type GroupState,
  groupStateLabel,
  groupStateName,
  isRollingOut,
} from '#src/domain/rollout/group-state.ts'
import { oneOf } from '#src/lib/one-of.ts'
import { formatSort, parseSort, type Sort } from '#src/lib/sort.ts'
import type { FleetRow } from './fleet-row.ts'

/** Columns that the fleet can be sorted by, as the URL names them. */
export const FLEET_COLUMNS = [
  'application',
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

/** Any reason to look at a group, whatever its state. */
const ATTENTION = 'attention'
/** What the groups can be narrowed to, as the URL names it. */
export const STATE_FILTERS = [ATTENTION, ...GROUP_STATES] as const
export type StateFilter = (typeof STATE_FILTERS)[number]
export const ARCH_FILTERS = Object.values(ARCH_NAMES)

export interface FleetSearch {
  /** Words that a group must have, all of them. */
  filter: string
  /** Id; empty for any. */
  application: string
  /** Of the group's channel; empty for any. */
  arch: (typeof ARCH_FILTERS)[number] | ''
  state: StateFilter | ''
  /** Null for what wants attention first. */
  sort: Sort<FleetColumn> | null
  /** One line a group. */
  compact: boolean
}

export const WHOLE_FLEET: FleetSearch = {
  filter: '',
  application: '',
  arch: '',
  state: '',
  sort: null,
  compact: false,
}

export function parseFleetSearch(params: URLSearchParams): FleetSearch {
  return {
    filter: params.get('filter') ?? '',
    application: params.get('application') ?? '',
    arch: oneOf(ARCH_FILTERS, params.get('arch')) ?? '',
    state: oneOf(STATE_FILTERS, params.get('state')) ?? '',
    sort: parseSort(params.get('sort'), FLEET_COLUMNS),
    compact: params.get('view') === 'compact',
  }
}

/** The same for the URL; what is as usual is left out. */
export function fleetSearchParams(search: FleetSearch): URLSearchParams {
  const { filter, application, arch, state, sort, compact } = search
  const said = {
    filter,
    application,
    arch,
    state,
    sort: sort ? formatSort(sort) : '',
    view: compact ? 'compact' : '',
  }
  return new URLSearchParams(Object.entries(said).filter(([, value]) => value !== ''))
}

/** Whether the search leaves groups out. */
export const isNarrowed = ({ filter, application, arch, state }: FleetSearch): boolean =>
  [filter.trim(), application, arch, state].some((value) => value !== '')

/** The rows that the search lets through; every word must occur in a name, a channel, a track, a version or the state. */
export function filterFleet(rows: readonly FleetRow[], search: FleetSearch): readonly FleetRow[] {
  if (!isNarrowed(search)) return rows
  const words = search.filter.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(
    (row) =>
      (search.application === '' || row.application.id === search.application) &&
      (search.arch === '' || (row.group.channel && archName(row.group.channel.arch) === search.arch)) &&
      isInState(row, search.state) &&
      hasWords(row, words),
  )
}

function isInState({ reasons, state }: FleetRow, filter: StateFilter | ''): boolean {
  if (filter === '') return true
  if (filter === ATTENTION) return (reasons ?? []).length > 0
  // What is frozen is paused, and what waits for room or for office hours is a rollout.
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

/** How the filter names it. */
export const stateFilterName = (filter: StateFilter): string =>
  filter === ATTENTION ? 'Needs attention' : stateName(filter)

const stateName = (kind: GroupState['kind']) => groupStateName({ kind }).label
