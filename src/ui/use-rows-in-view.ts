import { startTransition, useCallback, useState } from 'react'
import { useIsPrinting } from './use-is-printing.ts'

/** As many as fill a usual window, and no more: the reader waits for the first ones. */
const FIRST_ROWS = 12
/** So few that a slow browser lays them out before the reader notices that it is busy. */
const MORE_ROWS = 8
/** Rows render when they are this close to the window. */
const MARGIN = '600px'

/**
 * How many rows of a long table to render: the first ones, and some more whenever the end of the table comes near the
 * window, and all of them on paper. A change of `order` starts over.
 * @returns the count, a ref for the element below the last row, and a function that shows all rows
 */
export function useRowsInView(total: number, order: unknown) {
  const [shown, setShown] = useState({ order, count: FIRST_ROWS })
  if (shown.order !== order) setShown({ order, count: FIRST_ROWS })
  // A transition, so that clicks and keys come before rows that are not in view yet.
  const more = useCallback(
    (by: number) => startTransition(() => setShown(({ order, count }) => ({ order, count: count + by }))),
    [],
  )
  const observeEnd = useCallback(
    (end: HTMLElement | null) => {
      if (!end) return undefined
      const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && more(MORE_ROWS), {
        rootMargin: MARGIN,
      })
      observer.observe(end)
      return () => observer.disconnect()
    },
    [more],
  )
  const isPrinting = useIsPrinting()
  return { count: isPrinting ? total : Math.min(shown.count, total), observeEnd, showAll: () => more(total) }
}
