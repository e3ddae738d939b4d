import { type ReactNode, useEffect, useState } from 'react'
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

interface SlowResponseProps {
  /** Whether a request is in progress; false while what loads has not been asked for. */
  isWaiting?: boolean
  className?: string | undefined
  /** What can be done about it. */
  children?: ReactNode
}

/** Beside what loads: says that the server has not responded, once that takes long. */
export function SlowResponse({
  isWaiting = true,
  className,
  children = 'Platte keeps waiting.',
}: SlowResponseProps) {
  const isSlow = useIsSlow(isWaiting)
  return (
    <output className={className}>
      {isSlow && (
        <>
          {NO_RESPONSE} {children}
        </>
      )}
    </output>
  )
}

export const NO_RESPONSE = 'No response for 10 s.'
