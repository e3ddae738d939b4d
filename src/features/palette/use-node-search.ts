import { useEffect, useState } from 'react'
import { type NodesSearched, type SearchedGroup, searchNodes } from './node-search.ts'

/** Shorter texts are in every id. */
export const SHORTEST_SEARCH = 2
const PAUSE_MS = 250

/** Searches once the typing pauses, and gives up what is under way when it goes on. Null while nothing is searched. */
export function useNodeSearch(groups: readonly SearchedGroup[], text: string): NodesSearched | null {
  const [answer, setAnswer] = useState<{ text: string; searched: NodesSearched } | null>(null)
  useEffect(() => {
    if (text.length < SHORTEST_SEARCH) return undefined
    const aborter = new AbortController()
    const timer = setTimeout(() => {
      void searchNodes(groups, text, aborter.signal, (searched) => {
        if (!aborter.signal.aborted) setAnswer({ text, searched })
      })
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      aborter.abort()
    }
  }, [groups, text])
  return answer?.text === text && text.length >= SHORTEST_SEARCH ? answer.searched : null
}
