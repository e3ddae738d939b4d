import { useCallback, useState } from 'react'
import { useHasElapsed } from './use-has-elapsed.ts'
import { useIsPrinting } from './use-is-printing.ts'

/** The share of the element that must be visible; an edge at the bottom of the window is not enough. */
const VISIBLE_SHARE = 0.4
/** When the page is at rest: what was in view first is drawn by then. */
const AT_REST_MS = 1500

/**
 * Whether an element has ever been visible or printed, for data that loads only then.
 * @returns a ref for the element, and whether it has been visible
 */
export function useWasVisible() {
  const [wasVisible, setWasVisible] = useState(false)
  const isPrinting = useIsPrinting()
  if (isPrinting && !wasVisible) setWasVisible(true)
  const observe = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return
        setWasVisible(true)
        observer.disconnect()
      },
      { threshold: VISIBLE_SHARE },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [observe, wasVisible] as const
}

/**
 * Whether to draw what is loaded already: once it has been visible, or the page is at rest. Whoever prints a page has not
 * scrolled through it, and the browser doesn't wait for what printing begins to draw.
 */
export function useIsDrawn(wasVisible: boolean): boolean {
  const isAtRest = useHasElapsed(true, AT_REST_MS)
  return wasVisible || isAtRest
}
