import { useEffect, useLayoutEffect, useRef } from 'react'
import { NavigationType, useLocation, useNavigationType } from 'react-router'
import { SECOND_MS } from '#contract/time-units.ts'

/** So long after Back, the data that makes the page as long as it was may still be on its way. */
const MAX_WAIT_MS = 10 * SECOND_MS
const MOVES_OF_THE_READER = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

/**
 * After Back or Forward, scrolls to where the page was left as soon as it is long enough again, unless the reader has moved
 * on. The router's own restoration, which remains for everything else, comes too early for a page that loads its data.
 */
export function useRestoredScroll(): void {
  const { key } = useLocation()
  const navigation = useNavigationType()
  const left = useRef(new Map<string, number>())
  useLayoutEffect(() => {
    const positions = left.current
    const remember = () => positions.set(key, window.scrollY)
    window.addEventListener('scroll', remember, { passive: true })
    return () => window.removeEventListener('scroll', remember)
  }, [key])
  useEffect(() => {
    const position = left.current.get(key)
    if (navigation !== NavigationType.Pop || position === undefined) return undefined
    return scrollWhenLongEnough(position)
  }, [key, navigation])
}

/** @returns stops waiting */
function scrollWhenLongEnough(position: number): () => void {
  const observer = new ResizeObserver(() => {
    // A list that grows as it is scrolled grows on.
    window.scrollTo({ top: position, behavior: 'instant' })
    if (Math.abs(window.scrollY - position) <= 1) stop()
  })
  const timer = setTimeout(stop, MAX_WAIT_MS)
  for (const event of MOVES_OF_THE_READER) window.addEventListener(event, stop, { passive: true })
  observer.observe(document.body)
  return stop

  function stop() {
    observer.disconnect()
    clearTimeout(timer)
    for (const event of MOVES_OF_THE_READER) window.removeEventListener(event, stop)
  }
}
