import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'

interface ChangeOptions {
  /** Shows the change at once, for a control whose own state would seem to flip back otherwise. */
  flushSync?: boolean
}

type ChangeState<State> = (
  change: Partial<State> | ((state: State) => State),
  options?: ChangeOptions,
) => void

/**
 * The state that a page keeps in its query string, the same object until the query string changes. A change replaces
 * the history entry. It builds on the newest URL and not on the rendered one: a search typed a moment ago must not undo
 * a filter chosen since.
 * @param parse and `format` convert the query string; define them at module scope
 */
export function useUrlState<State extends object>(
  parse: (search: URLSearchParams) => State,
  format: (state: State) => URLSearchParams,
): [state: State, changeState: ChangeState<State>] {
  const [search, setSearch] = useSearchParams()
  const newest = useRef({ search, setSearch })
  useEffect(() => {
    newest.current = { search, setSearch }
  })
  const changeState = useCallback<ChangeState<State>>(
    (change, options) => {
      const state = parse(newest.current.search)
      const next = format(typeof change === 'function' ? change(state) : { ...state, ...change })
      newest.current.search = next
      newest.current.setSearch(next, { replace: true, preventScrollReset: true, ...options })
    },
    [parse, format],
  )
  const text = search.toString()
  const state = useMemo(() => parse(new URLSearchParams(text)), [parse, text])
  return [state, changeState]
}
