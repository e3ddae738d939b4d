import { useCallback, useState } from 'react'

const STEP = 40
/** Rows are drawn this far before they come into view. */
const AHEAD = '600px'

/**
 * How many of a long table's rows to draw: the first ones, and more as their end comes near the window. Back to the
 * first ones where `order` changes.
 * @returns the count, a ref for what stands below the last row drawn, and a way to draw all
 */
export function useRowsInView(total: number, order: unknown) {
  const [drawn, setDrawn] = useState({ order, count: STEP })
  if (drawn.order !== order) setDrawn({ order, count: STEP })
  const more = useCallback((by: number) => setDrawn(({ order, count }) => ({ order, count: count + by })), [])
  const observeEnd = useCallback(
    (end: HTMLElement | null) => {
      if (!end) return undefined
      const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && more(STEP), {
        rootMargin: AHEAD,
      })
      observer.observe(end)
      return () => observer.disconnect()
    },
    [more],
  )
  return { count: Math.min(drawn.count, total), observeEnd, drawAll: () => more(total) }
}
