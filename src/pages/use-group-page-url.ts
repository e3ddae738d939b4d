import { useCallback, useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { groupPageParams, type GroupPageUrl, parseGroupPage } from './group-page-url.ts'

type Change = (url: GroupPageUrl) => GroupPageUrl

/**
 * The page's state, which is its URL. A change builds on the newest URL and not on the one that was drawn:
 * the search that somebody typed a moment ago must not undo the filter they chose since.
 */
export function useGroupPageUrl(): [url: GroupPageUrl, change: (change: Change) => void] {
  const [params, setParams] = useSearchParams()
  const newest = useRef({ params, setParams })
  useEffect(() => {
    newest.current = { params, setParams }
  })
  const change = useCallback((change: Change) => {
    const next = groupPageParams(change(parseGroupPage(newest.current.params)))
    newest.current.params = next
    newest.current.setParams(next, { replace: true, preventScrollReset: true })
  }, [])
  return [parseGroupPage(params), change]
}
