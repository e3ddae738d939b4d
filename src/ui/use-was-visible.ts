import { useCallback, useState } from 'react'

/** An edge at the bottom of the window is no view yet. */
const PART_IN_VIEW = 0.4

/**
 * Whether an element has come into view since it was drawn; it stays so. For what is asked for only when
 * somebody gets to see it.
 * @returns a ref for the element, and whether it was seen
 */
export function useWasVisible() {
  const [wasVisible, setWasVisible] = useState(false)
  const observe = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return
        setWasVisible(true)
        observer.disconnect()
      },
      { threshold: PART_IN_VIEW },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [observe, wasVisible] as const
}
