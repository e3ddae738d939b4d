import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { ARCH_NAMES, type Arch } from '#contract/arch.ts'
import { STATUS_NAMES, type StatusName } from '#contract/instance-status.ts'
import { INSTANCE_SEARCH_FIELDS } from '#contract/instance.ts'
import { oneOf } from '#src/lib/one-of.ts'

/** Where a node's version lies beside its group's target. */
export const TARGET_SIDES = ['below', 'reached'] as const
export type TargetSide = (typeof TARGET_SIDES)[number]

/**
 * Which nodes of the whole fleet are meant, as a URL says it. An empty list, an empty text and null mean any; values
 * of one list are alternatives, all else must hold together.
 */
export interface NodeFilter {
  search: string
  searchField: (typeof INSTANCE_SEARCH_FIELDS)[number]
  /** Ids. */
  applications: readonly string[]
  /** Ids. */
  groups: readonly string[]
  arches: readonly Arch[]
  versions: readonly string[]
  statuses: readonly StatusName[]
  side: TargetSide | null
  /** Last check at this time or later. */
  newer: CheckTime | null
  /** Last check before this time: silent since. */
  older: CheckTime | null
}

/** An age, "36h" or "2d", or the time itself, "2026-03-07T08:00:00Z". */
export type CheckTime = string

export const ANY_NODE: NodeFilter = {
  search: '',
  searchField: 'All',
  applications: [],
  groups: [],
  arches: [],
  versions: [],
  statuses: [],
  side: null,
  newer: null,
  older: null,
}

/** Reads a filter from a URL; what it doesn't understand there is left out. */
export function parseNodeFilter(params: URLSearchParams): NodeFilter {
  return {
    search: params.get('search') ?? '',
    searchField: oneOf(INSTANCE_SEARCH_FIELDS, params.get('in')) ?? ANY_NODE.searchField,
    applications: params.getAll('application'),
    groups: params.getAll('group'),
    arches: params.getAll('arch').flatMap((name) => ARCHES.filter((arch) => ARCH_NAMES[arch] === name)),
    versions: params.getAll('version'),
    statuses: params.getAll('status').flatMap((name) => oneOf(STATUS_NAMES, name) ?? []),
    side: oneOf(TARGET_SIDES, params.get('target')) ?? null,
    newer: checkTime(params.get('newer')),
    older: checkTime(params.get('older')),
  }
}

/** The same for a URL; what is as usual is left out. */
export function nodeFilterParams(filter: Partial<NodeFilter>): URLSearchParams {
  const all = { ...ANY_NODE, ...filter }
  const single: [string, string][] = [
    ['search', all.search],
    ['in', all.searchField === ANY_NODE.searchField ? '' : all.searchField],
    ['target', all.side ?? ''],
    ['newer', all.newer ?? ''],
    ['older', all.older ?? ''],
  ]
  const lists: [string, readonly string[]][] = [
    ['application', all.applications],
    ['group', all.groups],
    ['arch', all.arches.map((arch) => ARCH_NAMES[arch])],
    ['version', all.versions],
    ['status', all.statuses],
  ]
  return new URLSearchParams([
    ...single.filter(([, value]) => value !== ''),
    ...lists.flatMap(([name, values]) => values.map((value): [string, string] => [name, value])),
  ])
}

const ARCHES: readonly Arch[] = [0, 1, 2, 3]
const AGE = /^([1-9]\d{0,3})([mhd])$/
const UNIT_MS = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS } as const

function checkTime(text: string | null): CheckTime | null {
  return text !== null && (AGE.test(text) || !Number.isNaN(Date.parse(text))) ? text : null
}

/** Whether it is an age and not the time itself. */
export const isAge = (time: CheckTime): boolean => AGE.test(time)

/** The time that is meant, in ms. */
export function checkTimeAt(time: CheckTime, now: number): number {
  const [, length, unit] = AGE.exec(time) ?? []
  if (unit !== 'm' && unit !== 'h' && unit !== 'd') return Date.parse(time)
  return now - Number(length) * UNIT_MS[unit]
}
