import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { nodeFilterParams, parseNodeFilter } from '#src/routes/node-filter-url.ts'
import { type NodeSort, parseNodeSort, defaultSort } from '#src/features/nodes/reading/node-sort.ts'
import { formatSort } from '#src/lib/sort.ts'

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

/**
 * The explorer's state, which is its URL. A change builds on the newest URL and not on the one that was drawn: what
 * somebody typed a moment ago must not undo the filter they chose since.
 */
export function useNodesUrl() {
  const [params, setParams] = useSearchParams()
  const newest = useRef({ params, setParams })
  useEffect(() => {
    newest.current = { params, setParams }
  })
  const change = useCallback((change: NodesChange) => {
    const next = nodesUrlParams(changed(parseNodesUrl(newest.current.params), change))
    newest.current.params = next
    // At once: a box that is ticked must not seem unticked until the page has followed. A table that is sorted anew may
    // follow a moment later, and the click is answered sooner.
    const flushSync = change.sort === undefined
    newest.current.setParams(next, { replace: true, preventScrollReset: true, flushSync })
  }, [])
  const text = params.toString()
  // The same objects for the same URL: what is read depends on them.
  const url = useMemo(() => parseNodesUrl(new URLSearchParams(text)), [text])
  return { ...url, search: nodesUrlParams(url).toString(), change }
}
