import { useEffect, useRef, useState } from 'react'
import type { JumpTarget } from './jump-targets.ts'
import { isSearchDone, type NodeSearchResults } from './node-search.ts'
import { MIN_SEARCH_LENGTH } from './use-node-search.ts'

interface Search {
  query: string
  /** Null until there are any. */
  results: NodeSearchResults | null
  /** The node whose whole name is the query. */
  exact: JumpTarget | undefined
  choose: (target: JumpTarget) => void
}

/**
 * Opens the node whose whole name is the query, though Enter was pressed before the search had found it, or else what was
 * chosen once the search is done. Further typing cancels that.
 * @returns chooses a target that gives way to the node
 */
export function useWaitForSearch({ query, results, exact, choose }: Search): (target: JumpTarget) => void {
  const [pending, setPending] = useState<{ query: string; target: JumpTarget } | null>(null)
  const newest = useRef(choose)
  useEffect(() => {
    newest.current = choose
  })
  const isDone = query.length < MIN_SEARCH_LENGTH || (results !== null && isSearchDone(results))
  const waitsFor = pending?.query === query ? pending.target : null
  const next = waitsFor === null ? undefined : (exact ?? (isDone ? waitsFor : undefined))
  useEffect(() => {
    if (next !== undefined) newest.current(next)
  }, [next])
  return (target) => setPending({ query, target })
}
