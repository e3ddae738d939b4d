import { type Duration, DURATIONS } from '#contract/duration.ts'
import { INSTANCE_STATUS, STATUS_NAMES, type StatusName } from '#contract/instance-status.ts'
import { INSTANCE_SEARCH_FIELDS } from '#contract/instance.ts'
import type { InstanceFilter } from '#src/api/instances.ts'
import { oneOf } from '#src/lib/one-of.ts'
import { formatSort, parseSort, type Sort } from '#src/lib/sort.ts'

/** Columns by which the server sorts a group's nodes. */
export const SORTABLE_COLUMNS = ['alias', 'ip', 'lastCheck'] as const

/** Which of a group's nodes are listed; the group page keeps it in its URL. */
export interface GroupNodeList {
  /** The node has checked in within this window. */
  seen: Duration
  search: string
  searchField: (typeof INSTANCE_SEARCH_FIELDS)[number]
  /** Null for any status. */
  status: StatusName | null
  /** Empty for any version. */
  version: string
  sort: Sort<(typeof SORTABLE_COLUMNS)[number]>
  /** 1-based. */
  page: number
  perPage: number
}

export const DEFAULT_NODE_LIST: GroupNodeList = {
  seen: '1d',
  search: '',
  searchField: 'All',
  status: null,
  version: '',
  sort: { column: 'lastCheck', descending: true },
  page: 1,
  perPage: 25,
}

/** The windows as they read after "in the last". */
export const WINDOW_NAMES: Record<Duration, string> = {
  '1h': 'hour',
  '1d': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
}

const MIN_PER_PAGE = 10
const MAX_PER_PAGE = 500

/** Reads the list from a URL; unknown values become the defaults. */
export function parseGroupNodeList(params: URLSearchParams): GroupNodeList {
  const perPage = wholeNumber(params.get('rows'))
  return {
    seen: oneOf(DURATIONS, params.get('seen')) ?? DEFAULT_NODE_LIST.seen,
    search: params.get('search') ?? '',
    searchField: oneOf(INSTANCE_SEARCH_FIELDS, params.get('in')) ?? DEFAULT_NODE_LIST.searchField,
    status: oneOf(STATUS_NAMES, params.get('status')) ?? null,
    version: params.get('version') ?? '',
    sort: parseSort(params.get('sort'), SORTABLE_COLUMNS) ?? DEFAULT_NODE_LIST.sort,
    page: Math.max(1, wholeNumber(params.get('page')) ?? 1),
    perPage:
      perPage !== null && perPage >= MIN_PER_PAGE && perPage <= MAX_PER_PAGE
        ? perPage
        : DEFAULT_NODE_LIST.perPage,
  }
}

/** The query parameters of a list; leaves out defaults. */
export function groupNodeListParams(list: GroupNodeList): [name: string, value: string][] {
  const defaults = new Map(allParams(DEFAULT_NODE_LIST))
  return allParams(list).filter(([name, value]) => defaults.get(name) !== value)
}

const allParams = (list: GroupNodeList): [name: string, value: string][] => [
  ['seen', list.seen],
  ['search', list.search],
  ['in', list.searchField],
  ['status', list.status ?? ''],
  ['version', list.version],
  ['sort', formatSort(list.sort)],
  ['page', String(list.page)],
  ['rows', String(list.perPage)],
]

/** Every change other than to another page goes back to the first page. */
export const changeGroupNodeList = (list: GroupNodeList, change: Partial<GroupNodeList>): GroupNodeList => ({
  ...list,
  page: 1,
  ...change,
})

/** The request for the page of the list. */
export function instanceFilter(list: GroupNodeList): InstanceFilter {
  const search = list.search.trim()
  return {
    duration: list.seen,
    page: list.page,
    perPage: list.perPage,
    sortBy: list.sort.column,
    sortOrder: list.sort.descending ? 'descending' : 'ascending',
    ...(list.status !== null && { status: INSTANCE_STATUS[list.status] }),
    ...(list.version !== '' && { version: list.version }),
    ...(search !== '' && { searchField: list.searchField, searchValue: search }),
  }
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}
