import { type RefObject, useEffect, useState } from 'react'

/**
 * Scrolls the head and the body of a table sideways together. Each scrolls by itself, since a head inside a box that
 * scrolls could not stick to the window; the scroll bar is the head's, which stays in view.
 * @returns whether the table is too wide, so that the head must be focusable to be scrolled with the keyboard
 */
export function useSidewaysScroll(
  head: RefObject<HTMLElement | null>,
  body: RefObject<HTMLElement | null>,
): boolean {
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    const parts = [head.current, body.current].filter((part) => part !== null)
    const follow = ({ currentTarget }: Event) => {
      for (const part of parts) {
        if (currentTarget instanceof HTMLElement && part.scrollLeft !== currentTarget.scrollLeft)
          part.scrollLeft = currentTarget.scrollLeft
      }
    }
    const measure = () => setScrolls(parts.some(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth))
    const observer = new ResizeObserver(measure)
    for (const part of parts) {
      part.addEventListener('scroll', follow, { passive: true })
      observer.observe(part)
      for (const row of part.children) observer.observe(row)
    }
    return () => {
      observer.disconnect()
      for (const part of parts) part.removeEventListener('scroll', follow)
    }
  }, [head, body])
  return scrolls
}
