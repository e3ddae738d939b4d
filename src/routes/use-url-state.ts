import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { SECOND_MS } from '#contract/time-units.ts'

/** Changes further apart are steps of their own to go back. */
const SETTLED_MS = SECOND_MS

interface ChangeOptions {
  /** Shows the change at once, for a control whose own state would seem to flip back otherwise. */
  flushSync?: boolean
}

type ChangeState<State> = (
  change: Partial<State> | ((state: State) => State),
  options?: ChangeOptions,
) => void

/**
 * The state that a page keeps in its query string, the same object until the query string changes. A change adds an
 * entry to the history, so that Back takes it back; changes that follow each other quickly, such as the letters of a
 * search, share one. A change builds on the newest URL and not on the rendered one: a search typed a moment ago must not
 * undo a filter chosen since.
 * @param parse and `format` convert the query string; define them at module scope
 */
export function useUrlState<State extends object>(
  parse: (search: URLSearchParams) => State,
  format: (state: State) => URLSearchParams,
): [state: State, changeState: ChangeState<State>] {
  const [search, setSearch] = useSearchParams()
  const newest = useRef({ search, setSearch })
  const lastChange = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    newest.current = { search, setSearch }
  })
  const changeState = useCallback<ChangeState<State>>(
    (change, options) => {
      const state = parse(newest.current.search)
      const next = format(typeof change === 'function' ? change(state) : { ...state, ...change })
      if (next.toString() === newest.current.search.toString()) return
      newest.current.search = next
      const now = performance.now()
      const replace = now - lastChange.current < SETTLED_MS
      lastChange.current = now
      newest.current.setSearch(next, { replace, preventScrollReset: true, ...options })
    },
    [parse, format],
  )
  const text = search.toString()
  const state = useMemo(() => parse(new URLSearchParams(text)), [parse, text])
  return [state, changeState]
}
