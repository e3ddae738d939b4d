import { useCallback, useMemo } from 'react'
import type { GroupRef } from '#src/api/groups.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { defaultSort, type NodeSort, parseNodeSort } from '#src/features/nodes/reading/node-sort.ts'
import { formatSort } from '#src/lib/sort.ts'
import { nodeFilterParams, parseNodeFilter } from '#src/routes/node-filter-url.ts'
import { useUrlState } from '#src/routes/use-url-state.ts'

interface NodesUrl {
  filter: NodeFilter
  sort: NodeSort
}

type NodesChange = Partial<NodeFilter> & { sort?: NodeSort }

function parseNodesUrl(params: URLSearchParams): NodesUrl {
  const filter = parseNodeFilter(params)
  return { filter, sort: parseNodeSort(params, filter) }
}

function nodesUrlParams({ filter, sort }: NodesUrl): URLSearchParams {
  const params = nodeFilterParams(filter)
  if (!isDefaultSort(sort, filter)) params.set('sort', formatSort(sort))
  return params
}

const isDefaultSort = (sort: NodeSort, filter: NodeFilter): boolean =>
  formatSort(sort) === formatSort(defaultSort(filter))

/** A changed filter keeps the sort order that the operator chose; the default order follows the filter. */
function applyChange({ filter, sort }: NodesUrl, { sort: newSort, ...change }: NodesChange): NodesUrl {
  const next = { ...filter, ...change }
  return { filter: next, sort: newSort ?? (isDefaultSort(sort, filter) ? defaultSort(next) : sort) }
}

/**
 * The explorer's filter and sort order, which its URL keeps; `search` is the query string of the page of all nodes.
 * @param chosenGroup the group whose nodes are shown; the URL's path names it
 */
export function useNodesUrl(chosenGroup: GroupRef | null) {
  const [url, changeUrl] = useUrlState(parseNodesUrl, nodesUrlParams)
  const change = useCallback(
    (change: NodesChange) =>
      // A ticked checkbox must not flip back until the page has rendered; a newly sorted table may render a moment later.
      changeUrl((url) => applyChange(url, change), { flushSync: change.sort === undefined }),
    [changeUrl],
  )
  const { applicationId, groupId } = chosenGroup ?? {}
  const shown = useMemo(
    () =>
      applicationId === undefined || groupId === undefined
        ? url
        : { ...url, filter: { ...url.filter, applications: [applicationId], groups: [groupId] } },
    [url, applicationId, groupId],
  )
  return { ...shown, search: nodesUrlParams(shown).toString(), change }
}
