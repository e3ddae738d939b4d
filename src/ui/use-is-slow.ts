import { useEffect, useState } from 'react'
import { SECOND_MS } from '#contract/time-units.ts'

const SLOW_AFTER_MS = 10 * SECOND_MS

/** Whether `isWaiting` has been true for this long, in ms. */
export function useIsSlow(isWaiting: boolean, afterMs = SLOW_AFTER_MS): boolean {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    if (!isWaiting) return undefined
    const timer = setTimeout(() => setSlow(true), afterMs)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [isWaiting, afterMs])
  return isSlow && isWaiting
}

/** After the default time of `useIsSlow`. */
export const NO_RESPONSE = 'No response for 10 s.'
