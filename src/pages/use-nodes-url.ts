import { useCallback } from 'react'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { nodeFilterParams, parseNodeFilter } from '#src/routes/node-filter-url.ts'
import { type NodeSort, parseNodeSort, defaultSort } from '#src/features/nodes/reading/node-sort.ts'
import { formatSort } from '#src/lib/sort.ts'
import { useUrlState } from '#src/routes/use-url-state.ts'

interface NodesUrl {
  filter: NodeFilter
  sort: NodeSort
}

function parseNodesUrl(params: URLSearchParams): NodesUrl {
  const filter = parseNodeFilter(params)
  return { filter, sort: parseNodeSort(params, filter) }
}

function nodesUrlParams({ filter, sort }: NodesUrl): URLSearchParams {
  const params = nodeFilterParams(filter)
  if (formatSort(sort) !== formatSort(defaultSort(filter))) params.set('sort', formatSort(sort))
  return params
}

/** A change of the filter leaves the sort that somebody chose; the usual one follows the filter. */
function changed({ filter, sort }: NodesUrl, { sort: nextSort, ...change }: NodesChange): NodesUrl {
  const next = { ...filter, ...change }
  const isUsual = formatSort(sort) === formatSort(defaultSort(filter))
  return { filter: next, sort: nextSort ?? (isUsual ? defaultSort(next) : sort) }
}

type NodesChange = Partial<NodeFilter> & { sort?: NodeSort }

/** The filter and the sort of the node explorer, which are in its URL. */
export function useNodesUrl() {
  const [url, changeUrl] = useUrlState(parseNodesUrl, nodesUrlParams)
  const change = useCallback(
    (change: NodesChange) =>
      // A ticked checkbox must not flip back until the page has rendered; a newly sorted table may render a moment later.
      changeUrl((url) => changed(url, change), { flushSync: change.sort === undefined }),
    [changeUrl],
  )
  return { ...url, search: nodesUrlParams(url).toString(), change }
}
