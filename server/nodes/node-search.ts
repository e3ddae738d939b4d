import { INSTANCE_SEARCH_FIELDS } from '#contract/instance.ts'
import { badRequest } from '#server/http/http-error.ts'

/** Nebraska searches any column of text by its name, though it names only the contract's fields. */
const FIELDS = [...INSTANCE_SEARCH_FIELDS, 'instance_id', 'version', 'last_update_version'] as const

export interface InstanceSearch {
  field: (typeof FIELDS)[number]
  value: string
}

/** Null for no search. A field that is none is refused only where there is something to search for. */
export function parseInstanceSearch(searchFilter = '', searchValue = ''): InstanceSearch | null {
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
