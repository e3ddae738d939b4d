import { type Duration, DURATIONS } from '#contract/duration.ts'
import { INSTANCE_STATUS, STATUS_NAMES, type StatusName } from '#contract/instance-status.ts'
import { INSTANCE_SEARCH_FIELDS } from '#contract/instance.ts'
import type { InstanceFilter } from '#src/api/instances.ts'
import { oneOf } from '#src/lib/one-of.ts'
import { formatSort, parseSort, type Sort } from '#src/lib/sort.ts'

/** Columns that the server sorts nodes by. */
export const SORTABLE_COLUMNS = ['alias', 'ip', 'lastCheck'] as const
type InstanceColumn = (typeof SORTABLE_COLUMNS)[number]
export type SearchField = (typeof INSTANCE_SEARCH_FIELDS)[number]

/** Which of a group's nodes a page lists, as its URL says. */
export interface GroupNodeList {
  /** Nodes that checked in within this window. */
  seen: Duration
  search: string
  searchField: SearchField
  /** Null for every status. */
  status: StatusName | null
  /** Empty for every version. */
  version: string
  sort: Sort<InstanceColumn>
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

const LEAST_PER_PAGE = 10
const MOST_PER_PAGE = 500

/** Reads the list from a URL; what it doesn't understand there is as usual. */
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
      perPage !== null && perPage >= LEAST_PER_PAGE && perPage <= MOST_PER_PAGE
        ? perPage
        : DEFAULT_NODE_LIST.perPage,
  }
}

/** The same for a URL; what is as usual is left out. */
export function groupNodeListParams(list: GroupNodeList): [name: string, value: string][] {
  const written = (list: GroupNodeList): [string, string][] => [
    ['seen', list.seen],
    ['search', list.search],
    ['in', list.searchField],
    ['status', list.status ?? ''],
    ['version', list.version],
    ['sort', formatSort(list.sort)],
    ['page', String(list.page)],
    ['rows', String(list.perPage)],
  ]
  const usual = new Map(written(DEFAULT_NODE_LIST))
  return written(list).filter(([name, value]) => usual.get(name) !== value)
}

/** Any change but one of the page leads back to the first. */
export const changeGroupNodeList = (list: GroupNodeList, change: Partial<GroupNodeList>): GroupNodeList => ({
  ...list,
  page: 1,
  ...change,
})

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
