import { INSTANCE_SEARCH_FIELDS, INSTANCE_SORT, SORT_ORDER } from '#contract/instance.ts'
import { badRequest } from '#server/http/http-error.ts'

/** Nebraska's error names only the contract's fields, but it searches other text columns too. */
const FIELDS = [...INSTANCE_SEARCH_FIELDS, 'instance_id', 'version', 'last_update_version'] as const

export interface NodeSearch {
  field: (typeof FIELDS)[number]
  value: string
}

/** Null for no search. An unknown field is refused only when there is a value to search for. */
export function parseNodeSearch(searchFilter = '', searchValue = ''): NodeSearch | null {
  if (searchFilter === '' || searchValue === '') return null
  const field = FIELDS.find((name) => name === searchFilter)
  if (!field)
    throw badRequest(
      'unknown-search-filter',
      `searchFilter must be one of ${INSTANCE_SEARCH_FIELDS.join(', ')}.`,
      'searchFilter',
    )
  return { field, value: searchValue }
}

export interface NodeOrder {
  by: keyof typeof INSTANCE_SORT
  direction: 'asc' | 'desc'
}

/** Unknown values mean by alias, descending. */
export function parseNodeOrder(sortFilter = '', sortOrder = ''): NodeOrder {
  const by = toNumber(sortFilter)
  return {
    by: by === INSTANCE_SORT.ip ? 'ip' : by === INSTANCE_SORT.lastCheck ? 'lastCheck' : 'alias',
    direction: toNumber(sortOrder) === SORT_ORDER.ascending ? 'asc' : 'desc',
  }
}

const toNumber = (text: string) => (/^[+-]?\d+$/.test(text) ? Number(text) : null)
