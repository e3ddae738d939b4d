import { startTransition, useCallback, useState } from 'react'
import { useIsPrinting } from './use-is-printing.ts'

/** As many as fill a usual window, and no more: the reader waits for the first ones. */
const ROWS_AT_ONCE = 20
/** Rows render when they are this close to the window. */
const MARGIN = '600px'

/**
 * How many rows of a long table to render: the first 20, and 20 more whenever the end of the table comes near the
 * window, and all of them on paper. A change of `order` starts over.
 * @returns the count, a ref for the element below the last row, and a function that shows all rows
 */
export function useRowsInView(total: number, order: unknown) {
  const [shown, setShown] = useState({ order, count: ROWS_AT_ONCE })
  if (shown.order !== order) setShown({ order, count: ROWS_AT_ONCE })
  // A transition, so that clicks and keys come before rows that are not in view yet.
  const more = useCallback(
    (by: number) => startTransition(() => setShown(({ order, count }) => ({ order, count: count + by }))),
    [],
  )
  const observeEnd = useCallback(
    (end: HTMLElement | null) => {
      if (!end) return undefined
      const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && more(ROWS_AT_ONCE), {
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
