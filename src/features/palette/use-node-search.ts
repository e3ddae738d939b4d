import { useEffect, useState } from 'react'
import { TYPING_PAUSE_MS } from '#src/ui/typing-pause.ts'
import { type NodeSearchResults, type SearchedGroup, searchNodes } from './node-search.ts'

/** A single character is part of nearly every ID. */
export const MIN_SEARCH_LENGTH = 2

/** Searches once typing pauses, and aborts the search when it continues. Null until there are results. */
export function useNodeSearch(groups: readonly SearchedGroup[], text: string): NodeSearchResults | null {
  const [latest, setLatest] = useState<{ text: string; results: NodeSearchResults } | null>(null)
  useEffect(() => {
    if (text.length < MIN_SEARCH_LENGTH) return undefined
    const aborter = new AbortController()
    const timer = setTimeout(() => {
      void searchNodes(groups, text, aborter.signal, (results) => {
        if (!aborter.signal.aborted) setLatest({ text, results })
      })
    }, TYPING_PAUSE_MS)
    return () => {
      clearTimeout(timer)
      aborter.abort()
    }
  }, [groups, text])
  return latest?.text === text && text.length >= MIN_SEARCH_LENGTH ? latest.results : null
}
