import { type RefObject, useLayoutEffect, useState } from 'react'

/** Pixels from the top of the page to an element, kept up to date as the content above it comes and goes. */
export function useDistanceFromTop(ref: RefObject<HTMLElement | null>): number {
  const [distance, setDistance] = useState(0)
  useLayoutEffect(() => {
    const measure = () => {
      if (ref.current) setDistance(Math.round(ref.current.getBoundingClientRect().top + window.scrollY))
    }
    measure()
    // Content that grows above the element makes the page longer.
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [ref])
  return distance
}
