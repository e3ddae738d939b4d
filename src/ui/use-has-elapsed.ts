import { useEffect, useState } from 'react'

/**
 * Whether a condition has held for so long, once and for all: for what may wait until the page is at rest.
 * @param delayMs in ms
 */
export function useHasElapsed(isMet: boolean, delayMs: number): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    if (!isMet) return undefined
    const timer = setTimeout(() => setOver(true), delayMs)
    return () => clearTimeout(timer)
  }, [isMet, delayMs])
  return isOver
}
